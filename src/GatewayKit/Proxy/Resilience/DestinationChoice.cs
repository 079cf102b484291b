using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Resilience;

/// <summary>Picks the destination of an attempt by the load balancing policy of the cluster.</summary>
internal sealed class DestinationChoice(IEnumerable<ILoadBalancingPolicy> policies, Lazy<IProxyStateLookup> state)
{
    private readonly FrozenDictionary<string, ILoadBalancingPolicy> _policies =
        policies.ToFrozenDictionary(policy => policy.Name, StringComparer.OrdinalIgnoreCase);

    /// <param name="http">The exchange.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="candidates">The destinations to choose from.</param>
    /// <returns>The destination; null if there is none, or none that the policy allows.</returns>
    public DestinationState? Pick(HttpContext http, ClusterModel cluster, IReadOnlyList<DestinationState> candidates)
    {
        if (candidates.Count == 0)
            return null;

        // YARP no longer knows the cluster if it was replaced since the exchange has begun.
        return state.Value.TryGetCluster(cluster.Config.ClusterId, out var known)
            && _policies.TryGetValue(cluster.Config.LoadBalancingPolicy ?? LoadBalancingPolicies.PowerOfTwoChoices, out var policy)
            ? policy.PickDestination(http, known, candidates) : candidates[0];
    }
}
