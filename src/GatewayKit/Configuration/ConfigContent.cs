using System.Collections.Immutable;
using GatewayKit.Configuration.Matching;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Policies;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration;

/// <summary>Compares pieces of configuration by content, regardless of their locations.</summary>
internal static class ConfigContent
{
    private static readonly Dictionary<string, int> s_noWeights = [];

    public static bool IsSame(GatewayRoute a, GatewayRoute b)
        => ReferenceEquals(a, b)
            || (IsSame(a.Route, b.Route)
                && a.Authentication == b.Authentication
                && Equals(a.Paths, b.Paths)
                && Equals(a.Maintenance, b.Maintenance)
                && MatchContent.IsSame(a.Match, b.Match)
                && AreSame(a.Plugins, b.Plugins));

    /// <summary>Compares YARP's part of two routes. YARP's own comparison leaves out the limit on the body,
    /// and ignores case where it matters.</summary>
    public static bool IsSame(RouteConfig a, RouteConfig b)
        => ReferenceEquals(a, b) || (a.Equals(b) && a.MaxRequestBodySize == b.MaxRequestBodySize && TextsOf(a) == TextsOf(b));

    /// <summary>Compares YARP's part of two clusters. YARP's own comparison ignores the case of addresses and paths.</summary>
    public static bool IsSame(ClusterConfig a, ClusterConfig b)
        => ReferenceEquals(a, b)
            || (a.Equals(b)
                && a.HealthCheck?.Active?.Path == b.HealthCheck?.Active?.Path
                && a.HealthCheck?.Active?.Query == b.HealthCheck?.Active?.Query
                && (a.Destinations is null
                    || a.Destinations.All(d => b.Destinations!.TryGetValue(d.Key, out var other) && TextsOf(d.Value) == TextsOf(other))));

    public static bool IsSame(GatewayCluster a, GatewayCluster b)
        => ReferenceEquals(a, b)
            || (IsSame(a.Cluster, b.Cluster)
                && IsSame(a.Tls, b.Tls)
                && a.Certificates == b.Certificates
                && a.Forwarder == b.Forwarder
                && IsSame(a.LoadBalancing, b.LoadBalancing)
                && IsSame(a.Discovery, b.Discovery)
                && IsSame(a.DestinationStates, b.DestinationStates)
                && PolicyContent.IsSame(a.Policies, b.Policies)
                && AreSame(a.Plugins, b.Plugins));

    public static bool IsSame(
        IReadOnlyDictionary<string, DestinationAvailability> a, IReadOnlyDictionary<string, DestinationAvailability> b)
        => ReferenceEquals(a, b)
            || (a.Count == b.Count && a.All(state => b.TryGetValue(state.Key, out var other) && state.Value == other));

    public static bool IsSame(ClusterTls? a, ClusterTls? b)
        => ReferenceEquals(a, b)
            || (a is not null && b is not null
                && a with { TrustedRoots = [] } == b with { TrustedRoots = [] }
                && a.TrustedRoots.SequenceEqual(b.TrustedRoots, StringComparer.Ordinal));

    public static bool IsSame(ClusterLoadBalancing? a, ClusterLoadBalancing? b)
        => ReferenceEquals(a, b)
            || (a is not null && b is not null
                && a with { Weights = s_noWeights } == b with { Weights = s_noWeights }
                && a.Weights.Count == b.Weights.Count
                && a.Weights.All(w => b.Weights.TryGetValue(w.Key, out var other) && other == w.Value));

    public static bool IsSame(ClusterDiscovery? a, ClusterDiscovery? b)
        => ReferenceEquals(a, b)
            || (a is not null && b is not null
                && a with { Servers = [] } == b with { Servers = [] }
                && a.Servers.SequenceEqual(b.Servers, StringComparer.Ordinal));

    // The upstream gets the groups as the consumer names them.
    public static bool IsSame(GatewayConsumer a, GatewayConsumer b)
        => ReferenceEquals(a, b) || (a.Tenant == b.Tenant && a.Groups.SequenceEqual(b.Groups) && AreSame(a.Plugins, b.Plugins)
            && a.Credentials.Count == b.Credentials.Count
            && a.Credentials.All(c => b.Credentials.TryGetValue(c.Key, out var others) && AreSame(c.Value, others, IsSame)));

    private static bool AreSame(ImmutableArray<PluginEntry> a, ImmutableArray<PluginEntry> b) => AreSame(a, b, IsSame);

    public static bool IsSame(PluginEntry a, PluginEntry b)
        => ReferenceEquals(a, b)
            || ((a with { Options = null, Node = null, Location = default }) == (b with { Options = null, Node = null, Location = default })
                && IsSame(a.Options, b.Options));

    public static bool IsSame(ConfigNode? a, ConfigNode? b) => ReferenceEquals(a, b) || (a, b) switch
    {
        (ConfigNull, ConfigNull) => true,
        (ConfigScalar x, ConfigScalar y) => x.Text == y.Text && x.Style == y.Style,
        (ConfigValue x, ConfigValue y) => Equals(x.Value, y.Value),
        (ConfigSequence x, ConfigSequence y) => AreSame(x.Items, y.Items, IsSame) && AreSame(x.Keys ?? [], y.Keys ?? [], string.Equals),

        // Options can have a dictionary, in which the case and the order of the keys may matter.
        (ConfigMapping x, ConfigMapping y)
            => AreSame(x.Entries, y.Entries, (one, other) => one.Key == other.Key && IsSame(one.Value, other.Value)),
        _ => false,
    };

    /// <summary>The texts of a route whose case matters: a regular expression in the path,
    /// and names of policies that the host looks up.</summary>
    private static (string, string?, string?, string?, string?, string?, string?) TextsOf(RouteConfig route)
        => (route.RouteId, route.Match?.Path,
            route.AuthorizationPolicy, route.RateLimiterPolicy, route.OutputCachePolicy, route.TimeoutPolicy, route.CorsPolicy);

    private static (string, string?, string?) TextsOf(DestinationConfig destination)
        => (destination.Address, destination.Health, destination.Host);

    private static bool AreSame<T>(IReadOnlyList<T> a, IReadOnlyList<T> b, Func<T, T, bool> isSame)
        => a.Count == b.Count && a.Zip(b).All(pair => isSame(pair.First, pair.Second));
}
