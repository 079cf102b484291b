using System.Collections.Frozen;
using GatewayKit.Compilation;
using GatewayKit.Configuration;

namespace GatewayKit.Proxy.Balancing;

/// <summary>The load balancing settings of the clusters that YARP gets next or got last, by their ids in YARP.</summary>
internal sealed class PublishedBalancing
{
    private volatile FrozenDictionary<string, CompiledBalancing> _clusters = FrozenDictionary<string, CompiledBalancing>.Empty;

    /// <summary>Gets whether a cluster has one of the gateway's own policies.</summary>
    public bool IsUsed => _clusters.Count > 0;

    /// <summary>Uses the settings of a snapshot that is about to be passed to YARP.</summary>
    public void Use(GatewaySnapshot snapshot)
        => _clusters = snapshot.Config.Clusters
            .Where(cluster => BalancingPolicy.IsOwn(cluster.Value.Cluster.LoadBalancingPolicy))
            .ToFrozenDictionary(
                cluster => snapshot.ClusterVersions[cluster.Key],
                cluster => cluster.Value.LoadBalancing is { } settings ? new CompiledBalancing(settings) : CompiledBalancing.Default,
                StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the settings of a version of a cluster; null if its policy isn't one of the gateway's own.</summary>
    public CompiledBalancing? Find(string version) => _clusters.GetValueOrDefault(version);
}
