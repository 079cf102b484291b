using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;
using Microsoft.Extensions.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Configuration;

public sealed class ConfigContentTests
{
    private static readonly RouteConfig s_route = new() { RouteId = "one", Match = new RouteMatch { Path = "/one" } };

    public static TheoryData<RouteConfig, RouteConfig> Routes => new()
    {
        { s_route with { CorsPolicy = "A" }, s_route with { CorsPolicy = "a" } },
        { s_route with { RateLimiterPolicy = "A" }, s_route with { RateLimiterPolicy = "a" } },
        { s_route with { AuthorizationPolicy = "A" }, s_route with { AuthorizationPolicy = "a" } },
        { s_route, s_route with { RouteId = "One" } },
        { s_route, s_route with { MaxRequestBodySize = 1 } },
    };

    [Theory]
    [MemberData(nameof(Routes), DisableDiscoveryEnumeration = true)]
    public void Routes_that_differ_only_in_case_are_different(RouteConfig one, RouteConfig other)
    {
        Assert.False(ConfigContent.IsSame(one, other));
        Assert.True(ConfigContent.IsSame(one, one with { Match = one.Match with { Path = "/one" } }));
    }

    [Fact]
    public void Consumers_whose_groups_differ_only_in_case_are_different()
        => Assert.False(ConfigContent.IsSame(new GatewayConsumer { Groups = ["gold"] }, new GatewayConsumer { Groups = ["Gold"] }));

    [Fact]
    public void Routes_with_another_maintenance_are_different()
    {
        var one = new GatewayRoute { Route = s_route, Maintenance = new RouteMaintenance() };

        Assert.False(ConfigContent.IsSame(one, one with { Maintenance = null }));
        Assert.True(ConfigContent.IsSame(one, one with { Maintenance = new RouteMaintenance() }));
    }

    [Fact]
    public void Clusters_with_other_states_of_destinations_are_different()
    {
        var one = new GatewayCluster
        {
            Cluster = new ClusterConfig { ClusterId = "one" },
            DestinationStates = new Dictionary<string, DestinationAvailability> { ["a"] = DestinationAvailability.Drained },
        };

        Assert.False(ConfigContent.IsSame(one, one with
        {
            DestinationStates = new Dictionary<string, DestinationAvailability> { ["a"] = DestinationAvailability.Disabled },
        }));
        Assert.True(ConfigContent.IsSame(one, one with
        {
            DestinationStates = new Dictionary<string, DestinationAvailability> { ["a"] = DestinationAvailability.Drained },
        }));
    }

    [Fact]
    public void Clusters_with_another_forwarder_are_different()
    {
        var one = new GatewayCluster { Cluster = new ClusterConfig { ClusterId = "one" } };

        Assert.False(ConfigContent.IsSame(one, one with { Forwarder = ClusterForwarder.Yarp }));
        Assert.True(ConfigContent.IsSame(one, one with { Forwarder = ClusterForwarder.Auto }));
    }

    [Fact]
    public void Clusters_with_other_load_balancing_settings_are_different()
    {
        var one = new GatewayCluster
        {
            Cluster = new ClusterConfig { ClusterId = "one" },
            LoadBalancing = new ClusterLoadBalancing { Weights = new Dictionary<string, int> { ["a"] = 1 } },
        };

        Assert.True(ConfigContent.IsSame(one, one with
        {
            LoadBalancing = new ClusterLoadBalancing { Weights = new Dictionary<string, int> { ["a"] = 1 } },
        }));
        Assert.False(ConfigContent.IsSame(one, one with { LoadBalancing = null }));
        Assert.False(ConfigContent.IsSame(one, one with { LoadBalancing = one.LoadBalancing with { MaxLoad = 2 } }));
        Assert.False(ConfigContent.IsSame(one, one with
        {
            LoadBalancing = new ClusterLoadBalancing { Weights = new Dictionary<string, int> { ["a"] = 2 } },
        }));
    }

    [Fact]
    public void Settings_with_other_numbers_as_keys_are_different()
    {
        Assert.False(ConfigContent.IsSame(Settings("404"), Settings("500")));
        Assert.True(ConfigContent.IsSame(Settings("404"), Settings("404")));
    }

    private static ConfigNode? Settings(string key)
        => ConfigDocument.Read(new ConfigurationBuilder().AddInMemoryCollection([new($"options:{key}", "x")]).Build().GetSection("options"),
            "settings", new ConfigErrors());
}
