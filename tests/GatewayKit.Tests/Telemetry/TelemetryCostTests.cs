using GatewayKit.Statistics;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;

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
        exchange.AllocatedBytes();
        var first = usage.Take();

        Assert.Equal(without, exchange.AllocatedBytes(), tolerance: 1);
        Assert.Equal(first.Sum(series => series.Count), usage.Take().Sum(series => series.Count));
    }

    private static Task<GatewayTestHost> StartAsync() => GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<QuietPlugin>().WithPlugin<RefusingPlugin>()
        .WithGateway(gateway => gateway.AddQuietCalls())
        .WithConfiguration($$"""
            routes:
              plain: { clusterId: up, match: { path: /plain } }
              called: { clusterId: up, match: { path: /called }, plugins: [ { name: quiet } ] }
              refused: { clusterId: up, match: { path: /refused }, plugins: [ { name: refusing } ] }
            {{ProbeHost.Cluster}}
            """)).WaitAsync(TimeSpan.FromSeconds(60));
}
