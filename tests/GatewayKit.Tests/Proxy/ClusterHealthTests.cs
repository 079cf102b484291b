using GatewayKit.Compilation;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy;

public sealed class ClusterHealthTests
{
    [Fact]
    public async Task A_destination_that_is_unhealthy_stays_so_when_its_cluster_changes()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(Configuration("RoundRobin")));
        Destination(gateway).Health.Passive = DestinationHealth.Unhealthy;

        Assert.Empty(await gateway.ReloadAsync(Configuration("LeastRequests")));

        Assert.Equal("LeastRequests", Cluster(gateway).Model.Config.LoadBalancingPolicy);
        Assert.Equal(DestinationHealth.Unhealthy, Destination(gateway).Health.Passive);
    }

    private static DestinationState Destination(GatewayTestHost gateway) => Cluster(gateway).Destinations["one"];

    private static ClusterState Cluster(GatewayTestHost gateway)
        => gateway.Services
            .GetRequiredService<IProxyStateLookup>()
            .GetClusters()
            .Single(c => ClusterVersion.ConfiguredId(c.Model.Config.Metadata) == "up");

    private static string Configuration(string policy) => $$"""
        routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
        clusters: { up: { loadBalancingPolicy: {{policy}}, destinations: { one: { address: "http://127.0.0.1:9" } } } }
        """;
}
