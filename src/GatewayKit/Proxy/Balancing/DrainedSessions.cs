using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.SessionAffinity;

namespace GatewayKit.Proxy.Balancing;

/// <summary>Lets session affinity find the drained destinations of sessions, too.</summary>
internal sealed class DrainedSessions(ISessionAffinityPolicy inner, SessionDestinations sessions) : ISessionAffinityPolicy
{
    public string Name => inner.Name;

    public AffinityResult FindAffinitizedDestinations(
        HttpContext context, ClusterState cluster, SessionAffinityConfig config, IReadOnlyList<DestinationState> destinations)
        => inner.FindAffinitizedDestinations(context, cluster, config, sessions.Of(destinations));

    public ValueTask<AffinityResult> FindAffinitizedDestinationsAsync(
        HttpContext context, ClusterState cluster, SessionAffinityConfig config, IReadOnlyList<DestinationState> destinations,
        CancellationToken cancellationToken)
        => inner.FindAffinitizedDestinationsAsync(context, cluster, config, sessions.Of(destinations), cancellationToken);

    public void AffinitizeResponse(HttpContext context, ClusterState cluster, SessionAffinityConfig config, DestinationState destination)
        => inner.AffinitizeResponse(context, cluster, config, destination);

    public ValueTask AffinitizeResponseAsync(
        HttpContext context, ClusterState cluster, SessionAffinityConfig config, DestinationState destination,
        CancellationToken cancellationToken)
        => inner.AffinitizeResponseAsync(context, cluster, config, destination, cancellationToken);
}
