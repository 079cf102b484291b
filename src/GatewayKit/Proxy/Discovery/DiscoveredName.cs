using GatewayKit.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Discovery;

/// <summary>A name that is resolved. Clusters with the same name and settings share the result.</summary>
/// <param name="Type">How it is resolved.</param>
/// <param name="Name">The name.</param>
/// <param name="Servers">The servers, separated by spaces; empty for those of the operating system.</param>
/// <param name="Refresh">The time after which it is resolved again.</param>
internal sealed record DiscoveredName(DiscoveryType Type, string Name, string Servers, TimeSpan Refresh)
{
    /// <summary>Returns the name of a destination; null if its address isn't resolved.</summary>
    public static DiscoveredName? Of(ClusterDiscovery discovery, DestinationConfig? destination)
        => Uri.TryCreate(destination?.Address, UriKind.Absolute, out var address)
            && address.HostNameType is UriHostNameType.Dns or UriHostNameType.Basic // With underscores, such as those of SRV records.
            ? new DiscoveredName(
                discovery.Type, address.IdnHost.TrimEnd('.').ToLowerInvariant(), string.Join(' ', discovery.Servers), discovery.Refresh)
            : null;

    /// <summary>Returns the names of a cluster's destinations.</summary>
    public static IEnumerable<DiscoveredName> AllOf(GatewayCluster cluster)
        => cluster.Discovery is { } discovery && cluster.Cluster.Destinations is { } destinations
            ? destinations.Values.Select(destination => Of(discovery, destination)).OfType<DiscoveredName>()
            : [];
}
