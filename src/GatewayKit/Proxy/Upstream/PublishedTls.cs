using System.Collections.Frozen;
using GatewayKit.Compilation;

namespace GatewayKit.Proxy.Upstream;

/// <summary>The TLS settings of the clusters that YARP gets next or got last, for the clients that it then creates.</summary>
internal sealed class PublishedTls
{
    private volatile FrozenDictionary<string, CompiledClusterTls> _clusters = FrozenDictionary<string, CompiledClusterTls>.Empty;

    /// <summary>Uses the settings of a snapshot that is about to be passed to YARP.</summary>
    public void Use(GatewaySnapshot snapshot) => _clusters = snapshot.ClusterTls;

    /// <summary>Returns the settings of a cluster by its configured id; null if it has none.</summary>
    public CompiledClusterTls? Find(string configuredId) => _clusters.GetValueOrDefault(configuredId);
}
