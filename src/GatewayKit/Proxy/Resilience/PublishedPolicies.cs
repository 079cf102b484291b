using System.Collections.Concurrent;
using GatewayKit.Compilation;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Proxy.Resilience;

/// <summary>
/// The policies of the clusters that YARP gets next or got last. A cluster keeps its state as long as it has policies, whatever else
/// changes in the configuration.
/// </summary>
internal sealed class PublishedPolicies(DestinationChoice choice, PassiveHealth health, PolicyTelemetry telemetry, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ClusterAttempts> _clusters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Uses the policies of a snapshot that is about to be passed to YARP.</summary>
    public void Use(GatewaySnapshot snapshot)
    {
        foreach (var (id, cluster) in snapshot.Config.Clusters)
        {
            if (cluster.Policies is not { } policies)
                _clusters.TryRemove(id, out _);
            else if (_clusters.TryGetValue(id, out var known))
                known.Use(policies);
            else
                _clusters[id] = new ClusterAttempts(policies, choice, health, new ClusterTelemetry(telemetry, id), time);
        }

        foreach (var id in _clusters.Keys.Where(id => !snapshot.Config.Clusters.ContainsKey(id)))
            _clusters.TryRemove(id, out _);
    }

    /// <summary>Returns what sends the requests of a cluster, by its configured id; null if it has no policies.</summary>
    public IUpstreamAttempts? Find(string configuredId) => _clusters.GetValueOrDefault(configuredId);
}
