using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using GatewayKit.Statistics;
using GatewayKit.Store.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Store.Statistics;

/// <summary>
/// Writes what this node has counted:
/// <list type="number">
/// <item>at the end of each interval, a timer moves the sums of the collector into the buffer, however long a write takes</item>
/// <item>the batches of the buffer are written one after the other; a batch that fails is written again in the next interval</item>
/// <item>after ten writes, the batches of all nodes are added to the sums of their hours</item>
/// <item>after the last request of a host that stops, the rest is moved and written</item>
/// </list>
/// </summary>
internal sealed partial class UsageRecorder : BackgroundService, IHostedLifecycleService
{
    /// <summary>A query reads at most this number of intervals of a node that aren't part of an hour.</summary>
    private const int WritesPerRollup = 10;

    private static readonly TimeSpan s_retryInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_lastTime = TimeSpan.FromSeconds(2);

    /// <summary>Timers can be early by some milliseconds.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromMilliseconds(5);

    private readonly UsageCollector _collector;
    private readonly UsageWriter _writer;
    private readonly UsageRollup _rollup;
    private readonly StoreOptions _options;
    private readonly StoreDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Counter<long> _dropped;
    private readonly UsageBuffer _buffer;
    private readonly Channel<bool> _ended
        = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _collecting = new();
    private ITimer? _timer;
    private DateTime _start;
    private long _rolled;
    private bool _isLost;

    public UsageRecorder(
        UsageCollector collector, UsageWriter writer, UsageRollup rollup, StoreOptions options, StoreDatabase database,
        TimeProvider time, IMeterFactory meters, ILogger<UsageRecorder> logger)
    {
        (_collector, _writer, _rollup, _options, _database, _time, _logger)
            = (collector, writer, rollup, options, database, time, logger);
        _buffer = UsageBuffer.For(options.Statistics.SeriesLimit);
        var meter = meters.Create("GatewayKit");
        _dropped = meter.CreateCounter<long>(
            "gatewaykit.statistics.dropped", "{request}", "Requests that the statistics have lost, because the store didn't answer.");
        meter.CreateObservableGauge(
            "gatewaykit.statistics.pending", () => _buffer.Count, "{batch}", "Batches of statistics that aren't written yet.");
    }

    private TimeSpan Interval => _options.Statistics.WriteInterval;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _start = UsageTimes.Floor(_time.GetUtcNow().UtcDateTime, Interval);
        _rolled = _time.GetTimestamp();
        _collector.Enable(_options.Statistics.SeriesLimit);

        // The first call already needs the field.
        _timer = _time.CreateTimer(_ => EndInterval(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(UntilNext(), Timeout.InfiniteTimeSpan);
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Writes what was counted until now.</summary>
    /// <exception cref="StoreUnavailableException">The database doesn't answer.</exception>
    public Task FlushAsync(CancellationToken cancellation)
    {
        Collect();
        return WriteAsync(cancellation);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The server has stopped before. Only connections that it has aborted can end later, and aren't counted.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_timer is null)
            return;

        await _timer.DisposeAsync().ConfigureAwait(false);
        Collect();

        // If requests took all of the time for the stop, the rest still gets a moment.
        using var end = new CancellationTokenSource(cancellationToken.IsCancellationRequested ? s_lastTime : _options.Timeout);
        while (_buffer.Count > 0 && !await TryWriteAsync(end.Token).ConfigureAwait(false) && !end.IsCancellationRequested)
            await Task.Delay(s_retryInterval, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Drop(_buffer.Requests);
    }

    public override void Dispose()
    {
        _timer?.Dispose();
        _writing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in _ended.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                if (await TryWriteAsync(stoppingToken).ConfigureAwait(false) && _time.GetElapsedTime(_rolled) >= Interval * WritesPerRollup)
                    await RollUpAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private TimeSpan UntilNext()
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return UsageTimes.Floor(now, Interval) + Interval - now + s_margin;
    }

    private void EndInterval()
    {
        Collect();
        _ended.Writer.TryWrite(true);
        _timer?.Change(UntilNext(), Timeout.InfiniteTimeSpan);
    }

    private void Collect()
    {
        lock (_collecting)
        {
            var start = UsageTimes.Floor(_start, TimeSpan.FromMinutes(1));
            _start = UsageTimes.Floor(_time.GetUtcNow().UtcDateTime, Interval);
            if (_collector.Take() is { Count: > 0 } series)
                Drop(_buffer.Add(start, series));
        }
    }

    private void Drop(long requests)
    {
        if (requests == 0)
            return;

        _dropped.Add(requests);
        LogDropped(requests);
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            while (_buffer.Next() is { } batch)
            {
                await _writer.WriteAsync(batch, cancellation).ConfigureAwait(false);
                _buffer.Remove(batch);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Nothing that the database does may end the statistics; the next interval tries again.")]
    private async Task<bool> TryWriteAsync(CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(cancellation).ConfigureAwait(false);
            if (_isLost)
                LogFound(_database.Provider.DisplayName);
            _isLost = false;
            return true;
        }
        catch (Exception error)
        {
            if (!_isLost && !cancellation.IsCancellationRequested)
                LogLost(_database.Provider.DisplayName, error.Message);
            _isLost |= !cancellation.IsCancellationRequested;
            return false;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The next attempt, or another node, does it.")]
    private async Task RollUpAsync(CancellationToken cancellation)
    {
        _rolled = _time.GetTimestamp();
        try
        {
            await _rollup.RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            LogNotRolled(error.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The store '{Store}' doesn't answer; the statistics of this node wait. {Reason}")]
    private partial void LogLost(string store, string reason);

    [LoggerMessage(2, LogLevel.Information, "The store '{Store}' answers again, and has the statistics of this node.")]
    private partial void LogFound(string store);

    [LoggerMessage(3, LogLevel.Error, "The statistics have lost {Requests} requests, because the store didn't answer.")]
    private partial void LogDropped(long requests);

    [LoggerMessage(4, LogLevel.Warning, "The minutes of the statistics can't be added to their hours yet. {Reason}")]
    private partial void LogNotRolled(string reason);
}
