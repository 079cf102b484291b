using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>The cluster of a request that a plugin sends, as load balancing policies see it.</summary>
internal sealed class SentRequest(ClusterState cluster) : IReverseProxyFeature
{
    public RouteModel Route => throw new NotSupportedException("The request doesn't have a route.");

    public ClusterModel Cluster { get; } = cluster.Model;

    public IReadOnlyList<DestinationState> AllDestinations { get; } = cluster.DestinationsState.AllDestinations;

    public IReadOnlyList<DestinationState> AvailableDestinations { get; set; } = cluster.DestinationsState.AvailableDestinations;

    public DestinationState? ProxiedDestination { get; set; }
}
