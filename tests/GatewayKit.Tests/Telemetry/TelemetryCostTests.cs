using System.Collections.Frozen;
using GatewayKit.Statistics;
using GatewayKit.Statistics.Sampling;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Telemetry;

/// <summary>A listener costs no allocation. Alone, since other tests allocate in the same process.</summary>
[Collection(nameof(AllocationTests))]
public sealed class TelemetryCostTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("called")]
    [InlineData("refused")]
    public async Task A_measured_exchange_allocates_as_much_as_one_that_is_not_measured(string route)
    {
        await using var gateway = await StartAsync();
        var exchange = new SynchronousExchange(gateway.Services, route);
        var without = exchange.AllocatedBytes();
        using var metrics = new SilentListener(gateway);
        exchange.Run();

        Assert.Equal(without, exchange.AllocatedBytes(), tolerance: 1);
        Assert.True(metrics.Count > 0);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("called")]
    public async Task A_counted_exchange_allocates_as_much_as_one_that_is_not_counted(string route)
    {
        await using var gateway = await StartAsync();
        var exchange = new SynchronousExchange(gateway.Services, route);
        var without = exchange.AllocatedBytes();
        var usage = gateway.Services.GetRequiredService<UsageCollector>();
        usage.Enable(100);
        usage.Operations = new Dictionary<string, UsageOperations[]>
        {
            [route] = [new(UsageOperations.NameOf("shop", "v1"), (_, _) => "GET /x"),
                new(UsageOperations.NameOf("shop", "v2"), (_, _) => null)],
        }.ToFrozenDictionary();
        exchange.AllocatedBytes();
        var first = usage.Take();

        Assert.Equal(without, exchange.AllocatedBytes(), tolerance: 1);
        Assert.Equal(first.Sum(series => series.Count), usage.Take().Sum(series => series.Count));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("called")]
    public async Task A_sampled_exchange_allocates_as_much_as_one_that_is_not_sampled(string route)
    {
        const int Requests = 3_000;
        var time = new FakeTimeProvider();
        await using var gateway = await StartAsync(setup => setup.WithTime(time));
        var exchange = new SynchronousExchange(gateway.Services, route);
        var without = exchange.AllocatedBytes();
        var sample = gateway.Services.GetRequiredService<TrafficSample>();
        sample.Enable(new SampleSettings { Minutes = 1, RequestsPerMinute = Requests });
        for (var i = 0; i < Requests; i++)
            exchange.Run();
        time.Advance(TimeSpan.FromMinutes(1));

        // Each of these exchanges is recorded, in the memory of one of the minute before.
        Assert.Equal(without, exchange.AllocatedBytes(), tolerance: 1);
        Assert.Equal(sample.Read().Seen, sample.Read().Requests.Count);
    }

    private static Task<GatewayTestHost> StartAsync(Action<GatewayTestSetup>? more = null)
        => GatewayTestHost.StartAsync(setup => Setup(setup, more)).WaitAsync(TimeSpan.FromSeconds(60));

    private static void Setup(GatewayTestSetup setup, Action<GatewayTestSetup>? more)
    {
        setup.WithPlugin<QuietPlugin>().WithPlugin<RefusingPlugin>()
            .WithGateway(gateway => gateway.AddQuietCalls())
            .WithConfiguration($$"""
            routes:
              plain: { clusterId: up, match: { path: /plain } }
              called: { clusterId: up, match: { path: /called }, plugins: [ { name: quiet } ] }
              refused: { clusterId: up, match: { path: /refused }, plugins: [ { name: refusing } ] }
            {{ProbeHost.Cluster}}
            """);
        more?.Invoke(setup);
    }
}
