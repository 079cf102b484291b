using GatewayKit.Configuration;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>Selects destinations in turn, as often as their weights say.</summary>
internal sealed class WeightedRoundRobinPolicy(Balances balances) : ILoadBalancingPolicy
{
    public string Name => BalancingPolicy.WeightedRoundRobin;

    public DestinationState? PickDestination(
        HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
        => balances.Among(context.GetReverseProxyFeature().Cluster, availableDestinations).Next();
}
