using System.Collections.Concurrent;
using GatewayKit.Compilation;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>Caches the HTTP client of each cluster's last version, for as long as the cluster is configured.</summary>
internal sealed class ClusterClients : IClusterChangeListener
{
    private readonly ConcurrentDictionary<string, ClusterClient> _latest = new(StringComparer.OrdinalIgnoreCase);

    public ClusterClient? Find(string configuredId) => _latest.GetValueOrDefault(configuredId);

    public void Remember(string configuredId, ClusterClient client) => _latest[configuredId] = client;

    public void OnClusterAdded(ClusterState cluster)
    {
    }

    public void OnClusterChanged(ClusterState cluster)
    {
    }

    public void OnClusterRemoved(ClusterState cluster)
    {
        if (ClusterVersion.ConfiguredId(cluster.Model.Config.Metadata) is { } id
            && _latest.TryGetValue(id, out var last) && last.Version == cluster.ClusterId)
            _latest.TryRemove(new(id, last));
    }
}
