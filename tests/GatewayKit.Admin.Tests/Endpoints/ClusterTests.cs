using GatewayKit.Admin.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Admin.Tests.Endpoints;

public sealed class ClusterTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async Task InitializeAsync() => _host = await Shop.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_cluster_has_the_live_health_of_its_destinations()
    {
        var state = Assert.Single(_host.Gateway.Services.GetRequiredService<IProxyStateLookup>().GetClusters());
        state.Destinations["two"].Health.Passive = DestinationHealth.Unhealthy;

        var destinations = (await _host.ReadAsync("/v1/clusters/orders"))["destinations"]!.AsArray();

        Assert.Equal(["one", "two"], destinations.Select(destination => (string?)destination!["name"]));
        Assert.Equal([true, false], destinations.Select(destination => (bool)destination!["isHealthy"]!));
        Assert.Equal(["unknown", "unhealthy"], destinations.Select(destination => (string?)destination!["passive"]));
    }

    [Fact]
    public async Task The_clusters_are_listed()
        => Assert.Equal("orders", (string?)Assert.Single((await _host.ReadAsync("/v1/clusters"))["items"]!.AsArray())!["id"]);

    [Fact]
    public async Task An_unknown_cluster_is_a_problem()
        => Assert.Equal(404, (await _host.GetAsync("/v1/clusters/nothing")).Status);
}
