using GatewayKit.Compilation;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Proxy;

public sealed class ClusterForwarderTests
{
    [Fact]
    public async Task A_changed_forwarder_takes_effect_with_a_reload()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(Configuration("")));
        var first = Cluster(gateway);
        Assert.False(ClusterForwarding.UsesYarp(first.Metadata));

        Assert.Empty(await gateway.ReloadAsync(Configuration(", forwarder: yarp")));

        var second = Cluster(gateway);
        Assert.True(ClusterForwarding.UsesYarp(second.Metadata));
        Assert.NotEqual(first.ClusterId, second.ClusterId);
        Assert.Empty(await gateway.ReloadAsync(Configuration(", forwarder: auto")));
        Assert.False(ClusterForwarding.UsesYarp(Cluster(gateway).Metadata));
    }

    [Fact]
    public async Task Metadata_of_the_configuration_does_not_choose_the_forwarder()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(
            Configuration(", metadata: { GatewayKit.Forwarder: yarp, own: kept }")));

        Assert.False(ClusterForwarding.UsesYarp(Cluster(gateway).Metadata));
        Assert.Equal("kept", Cluster(gateway).Metadata!["own"]);
    }

    [Fact]
    public void Without_metadata_the_gateway_chooses() => Assert.False(ClusterForwarding.UsesYarp(null));

    private static ClusterConfig Cluster(GatewayTestHost gateway)
        => gateway.Services
            .GetRequiredService<IProxyStateLookup>()
            .GetClusters()
            .Single(c => ClusterVersion.ConfiguredId(c.Model.Config.Metadata) == "up")
            .Model.Config;

    private static string Configuration(string more) => $$"""
        routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
        clusters: { up: { destinations: { one: { address: "http://127.0.0.1:9" } }{{more}} } }
        """;
}
