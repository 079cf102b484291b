using System.Runtime.CompilerServices;
using GatewayKit.Compilation;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>YARP's clusters of replaced snapshots: YARP drops them, but exchanges that are still running may use one.</summary>
internal sealed class KeptClusters(Lazy<IProxyStateLookup> state)
{
    private readonly ConditionalWeakTable<GatewaySnapshot, Dictionary<string, ClusterState>> _clusters = [];

    /// <summary>Keeps the clusters of a snapshot that is about to be replaced for the lifetime of the snapshot.</summary>
    public void Keep(GatewaySnapshot snapshot) => _clusters.AddOrUpdate(snapshot, snapshot.ClusterVersions.Values
        .Select(version => state.Value.TryGetCluster(version, out var cluster) ? cluster : null)
        .OfType<ClusterState>()
        .ToDictionary(cluster => cluster.ClusterId, StringComparer.OrdinalIgnoreCase));

    /// <summary>Resolves YARP's state, which isn't possible any more while the host is disposed.</summary>
    public void Open() => _ = state.Value;

    /// <returns>The cluster of this version; null if YARP no longer has it and it wasn't kept.</returns>
    public ClusterState? Find(GatewaySnapshot snapshot, string version)
        => state.Value.TryGetCluster(version, out var cluster) ? cluster
            : FindKept(snapshot, version);

    /// <returns>The cluster of this version as it was when its snapshot was about to be replaced; null if it wasn't kept.</returns>
    public ClusterState? FindKept(GatewaySnapshot snapshot, string version)
        => _clusters.TryGetValue(snapshot, out var kept) ? kept.GetValueOrDefault(version) : null;
}
