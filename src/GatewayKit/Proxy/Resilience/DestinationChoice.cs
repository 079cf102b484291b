using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Resilience;

/// <summary>Picks the destination of a request by the load balancing policy of the cluster.</summary>
internal sealed class DestinationChoice(IEnumerable<ILoadBalancingPolicy> policies, Lazy<IProxyStateLookup> state)
{
    private readonly FrozenDictionary<string, ILoadBalancingPolicy> _policies =
        policies.ToFrozenDictionary(policy => policy.Name, StringComparer.OrdinalIgnoreCase);

    /// <param name="http">The exchange.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="candidates">The destinations to choose from.</param>
    /// <returns>The destination; null if there is none, or none that the policy allows.</returns>
    public DestinationState? Pick(HttpContext http, ClusterModel cluster, IReadOnlyList<DestinationState> candidates)
        => candidates.Count == 0 ? null

            // YARP no longer knows the cluster if it was replaced since the exchange has begun.
            : state.Value.TryGetCluster(cluster.Config.ClusterId, out var known) ? Pick(http, known, cluster.Config, candidates)
            : candidates[0];

    /// <param name="http">A request, which a policy may read.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <returns>An available destination; null if there is none, or none that the policy allows.</returns>
    public DestinationState? Pick(HttpContext http, ClusterState cluster)
        => cluster.DestinationsState.AvailableDestinations is { Count: > 0 } candidates
            ? Pick(http, cluster, cluster.Model.Config, candidates)
            : null;

    private DestinationState? Pick(
        HttpContext http, ClusterState cluster, ClusterConfig config, IReadOnlyList<DestinationState> candidates)
        => _policies.TryGetValue(config.LoadBalancingPolicy ?? LoadBalancingPolicies.PowerOfTwoChoices, out var policy)
            ? policy.PickDestination(http, cluster, candidates)
            : candidates[0];
}
