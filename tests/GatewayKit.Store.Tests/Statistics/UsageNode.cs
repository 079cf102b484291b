using System.Diagnostics.Metrics;
using GatewayKit.Statistics;
using GatewayKit.Store.Statistics;
using GatewayKit.Store.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Store.Tests.Statistics;

/// <summary>The statistics of a node, without its gateway.</summary>
internal sealed class UsageNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private bool _isStopped;

    private UsageNode(TestDatabase test, TimeProvider time, StoreOptions options, IUsageClock clock)
    {
        var database = test.OpenDatabase(options.Timeout);
        var services = new ServiceCollection().AddMetrics();
        services.AddSingleton(s => new UsageCollector(s.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(s => new UsageRecorder(
            s.GetRequiredService<UsageCollector>(), Writer!, Rollup!, options, database, time, s.GetRequiredService<IMeterFactory>(),
            NullLogger<UsageRecorder>.Instance));
        _services = services.BuildServiceProvider();
        Writer = new UsageWriter(database, options, clock);
        Rollup = new UsageRollup(database, options, clock, time, Log);
        Statistics = new GatewayStatistics(database, _services, time is EagerTime ? TimeProvider.System : time);
    }

    /// <summary>The messages of the roll-up.</summary>
    public RecordedLog<UsageRollup> Log { get; } = new();

    public UsageWriter Writer { get; }

    public UsageRollup Rollup { get; }

    public GatewayStatistics Statistics { get; }

    private UsageRecorder Recorder => _services.GetRequiredService<UsageRecorder>();

    /// <param name="test">The database.</param>
    /// <param name="time">The clock of the node.</param>
    /// <param name="options">The settings.</param>
    /// <param name="shared">The clock of the database; by default, that of the node.</param>
    public static async Task<UsageNode> StartAsync(
        TestDatabase test, TimeProvider time, StoreOptions? options = null, TimeProvider? shared = null)
    {
        var node = new UsageNode(
            test, time, options ?? new StoreOptions { Timeout = TimeSpan.FromSeconds(30) }, new SharedClock(shared ?? time));
        await node.Recorder.StartAsync(default).WaitAsync(Writing.Deadline);
        return node;
    }

    public void Record(int count = 1, string route = "orders", string? consumer = "alice", int status = 200, int milliseconds = 5)
    {
        for (var i = 0; i < count; i++)
        {
            _services.GetRequiredService<UsageCollector>()
                .Record(route, consumer, status, 10, 100, TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    /// <summary>Counts a request to an operation of version v1 of the API shop.</summary>
    public void RecordOperation(string operation, int status = 200) => _services.GetRequiredService<UsageCollector>().RecordOperation(
        [new UsageOperations(UsageOperations.NameOf("shop", "v1"), (_, _) => operation)], "GET", "/", status, 10, 100,
        TimeSpan.FromMilliseconds(5));

    /// <summary>Counts a use of a key of alice.</summary>
    public void RecordCredential(string id)
        => _services.GetRequiredService<UsageCollector>().RecordCredential("alice", id, 10, 100, TimeSpan.FromMilliseconds(5));

    /// <summary>Stops like a host after its last request.</summary>
    public async Task StopAsync()
    {
        _isStopped = true;
        await Recorder.StopAsync(default).WaitAsync(Writing.Deadline);
        await Recorder.StoppedAsync(default).WaitAsync(Writing.Deadline);
    }

    public Task FlushAsync() => Statistics.FlushAsync().WaitAsync(Writing.Deadline);

    /// <summary>Adds batches to their hours, once no other node, and no timer of this one, does.</summary>
    public Task RollUpAsync() => Eventually.TrueAsync(() => Rollup.RunAsync(default));

    /// <summary>Returns the points of a day.</summary>
    public async Task<IReadOnlyList<StatisticsPoint>> QueryAsync(
        StatisticsInterval interval = StatisticsInterval.Total, StatisticsGrouping by = StatisticsGrouping.None)
        => (await Statistics.QueryAsync(new StatisticsQuery
        {
            From = Clock.Start.AddHours(-10),
            To = Clock.Start.AddHours(14),
            Interval = interval,
            By = by,
        }).WaitAsync(Writing.Deadline)).Points;

    /// <summary>Returns the number of requests as text for each minute or hour, such as <c>10:01=3 10:02=1</c>.</summary>
    public async Task<string> CountsAsync(StatisticsInterval interval)
        => string.Join(' ', (await QueryAsync(interval)).Select(point => $"{point.Start:HH:mm}={point.Count}"));

    public async Task<long> SumAsync() => (await QueryAsync()).Sum(point => point.Count);

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
            await StopAsync();
        Statistics.Dispose();
        await _services.DisposeAsync();
    }
}
