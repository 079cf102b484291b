using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using GatewayKit.Configuration.Policies;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>The configuration of a gateway whose routes have precise matches, as those of a cluster.</summary>
internal static class PreciseConfig
{
    private const string Rest = "/{**rest}";

    public static GatewayConfig Of(ProxySpec spec)
    {
        var config = new GatewayConfig();
        var cluster = new GatewayCluster
        {
            Cluster = new ClusterConfig
            {
                ClusterId = "orders",
                Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = spec.UpstreamAddress } },
            },
            Policies = spec.Variant.IsService ? OfService() : null,
        };
        return config with
        {
            Routes = config.Routes.AddRange(spec.Routes.Entries().Select(
                route => KeyValuePair.Create(route.Id, RouteOf(route.Id, route.Path, route.Host)))),
            Clusters = config.Clusters.Add("orders", cluster),
        };
    }

    private static GatewayRoute RouteOf(string id, string path, string? host) => new()
    {
        Route = new RouteConfig { RouteId = id, ClusterId = "orders", Match = PreciseMatch.AnyRequest },
        Match = new PreciseMatch
        {
            Hosts = host is null ? [] : [host],
            Path = new PathCondition(PathConditionKind.Prefix, path[..^Rest.Length]),
            Owner = id,
        },
    };

    /// <summary>The policy of the clusters of Services.</summary>
    private static ClusterPolicies OfService() => new()
    {
        Retry = new RetryPolicy
        {
            On = [RetryOn.Connect, RetryOn.Reset],
            Statuses = [],
            Delay = TimeSpan.Zero,
            MaxBodySize = default,
            Budget = new RetryBudget { Percent = 100, PerSecond = 100 },
        },
    };
}
