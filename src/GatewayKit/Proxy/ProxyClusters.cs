using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Proxy.Balancing;
using GatewayKit.Proxy.Discovery;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy;

/// <summary>The clusters as YARP gets them. While nothing changes in a cluster, it is the same object, so that YARP doesn't validate it
/// again.</summary>
internal sealed class ProxyClusters(DiscoveredNames names)
{
    private Dictionary<string, Marked> _last = [];

    /// <summary>Returns the clusters of a snapshot with the current addresses of their destinations. Not thread-safe.</summary>
    public IReadOnlyList<ClusterConfig> Of(GatewaySnapshot snapshot)
    {
        var clusters = snapshot.Config.Clusters;
        var configs = new List<ClusterConfig>(clusters.Count);
        var next = new Dictionary<string, Marked>(clusters.Count, StringComparer.Ordinal);
        foreach (var (id, cluster) in clusters)
        {
            var version = snapshot.ClusterVersions[id];
            if (cluster.Discovery is not null
                || !_last.TryGetValue(version, out var marked) || !ReferenceEquals(marked.Source, cluster))
            {
                var current = DestinationMark.Apply(DiscoveredDestinations.Resolve(cluster, names), cluster.DestinationStates);
                marked = new Marked(cluster, ClusterVersion.Mark(cluster with { Cluster = current }, version));
            }

            next.Add(version, marked);
            configs.Add(marked.Config);
        }

        _last = next;
        return configs;
    }

    /// <param name="Source">The cluster as configured.</param>
    /// <param name="Config">The cluster for YARP.</param>
    private sealed record Marked(GatewayCluster Source, ClusterConfig Config);
}
