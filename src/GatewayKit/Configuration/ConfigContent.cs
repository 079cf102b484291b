using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration;

/// <summary>Compares pieces of configuration by content, regardless of their locations.</summary>
internal static class ConfigContent
{
    public static bool IsSame(GatewayRoute a, GatewayRoute b)
        => ReferenceEquals(a, b)
            || (IsSame(a.Route, b.Route) && a.Authentication == b.Authentication && Equals(a.Paths, b.Paths) && AreSame(a.Plugins, b.Plugins));

    /// <summary>Compares YARP's part of two routes. YARP's own comparison leaves out the limit on the body.</summary>
    public static bool IsSame(RouteConfig a, RouteConfig b)
        => ReferenceEquals(a, b) || (a.Equals(b) && a.MaxRequestBodySize == b.MaxRequestBodySize);

    public static bool IsSame(GatewayCluster a, GatewayCluster b) => ReferenceEquals(a, b) || (a.Cluster.Equals(b.Cluster) && AreSame(a.Plugins, b.Plugins));

    public static bool IsSame(GatewayConsumer a, GatewayConsumer b)
        => ReferenceEquals(a, b) || (a.Groups.SequenceEqual(b.Groups, StringComparer.OrdinalIgnoreCase) && AreSame(a.Plugins, b.Plugins)
            && a.Credentials.Count == b.Credentials.Count
            && a.Credentials.All(c => b.Credentials.TryGetValue(c.Key, out var others) && AreSame(c.Value, others, IsSame)));

    private static bool AreSame(ImmutableArray<PluginEntry> a, ImmutableArray<PluginEntry> b) => AreSame(a, b, IsSame);

    public static bool IsSame(PluginEntry a, PluginEntry b)
        => ReferenceEquals(a, b) || ((a with { Options = null, Node = null, Location = default }) == (b with { Options = null, Node = null, Location = default }) && IsSame(a.Options, b.Options));

    public static bool IsSame(ConfigNode? a, ConfigNode? b) => ReferenceEquals(a, b) || (a, b) switch
    {
        (ConfigNull, ConfigNull) => true,
        (ConfigScalar x, ConfigScalar y) => x.Text == y.Text && x.Style == y.Style,
        (ConfigValue x, ConfigValue y) => Equals(x.Value, y.Value),
        (ConfigSequence x, ConfigSequence y) => AreSame(x.Items, y.Items, IsSame),
        (ConfigMapping x, ConfigMapping y) => x.Entries.Count == y.Entries.Count && x.Entries.All(entry => y.Find(entry.Key) is { } other && IsSame(entry.Value, other)),
        _ => false,
    };

    private static bool AreSame<T>(IReadOnlyList<T> a, IReadOnlyList<T> b, Func<T, T, bool> isSame)
        => a.Count == b.Count && a.Zip(b).All(pair => isSame(pair.First, pair.Second));
}
