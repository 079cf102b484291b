using GatewayKit.Testing;

namespace GatewayKit.Tests.Telemetry;

public sealed class PluginDurationTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_first_call_of_each_hook_is_measured()
    {
        await using var gateway = await StartAsync(isEnabled: true);
        using var metrics = new GatewayMetrics(gateway);

        await gateway.Client.GetAsync("/a").WaitAsync(s_patience);
        await metrics.WaitForRequestsAsync(1);

        var (tags, seconds) = Assert.Single(metrics.SumsOf("gatewaykit.plugin.duration"));
        Assert.Equal("hook=request plugin=throwing", tags);
        Assert.Equal(metrics.SumsOf("gatewaykit.plugin.time")[tags], seconds, tolerance: 0.000_000_1);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_measured()
    {
        await using var gateway = await StartAsync(isEnabled: false);
        using var metrics = new GatewayMetrics(gateway);

        await gateway.Client.GetAsync("/a").WaitAsync(s_patience);
        await metrics.WaitForRequestsAsync(1);

        Assert.Empty(metrics.SumsOf("gatewaykit.plugin.duration"));
    }

    private static Task<GatewayTestHost> StartAsync(bool isEnabled) => GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<ThrowingPlugin>()
        .WithGateway(gateway => gateway.ConfigureTelemetry(options => options.PluginDurations = isEnabled))
        .WithConfiguration("""
            routes: { a: { clusterId: a, match: { path: /a }, plugins: [ { name: throwing } ] } }
            clusters: { a: { destinations: { one: { address: "http://127.0.0.1:1" } } } }
            """)).WaitAsync(TimeSpan.FromSeconds(60));
}
