using GatewayKit.Configuration;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>
/// Keeps requests from the only available destination if its weight is 0: YARP doesn't ask a policy then. Session affinity still sends the
/// requests of its sessions to the destination.
/// </summary>
internal sealed class DrainedDestinations(Balances balances, PublishedBalancing published)
{
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        // Looking for a feature isn't free, and most gateways don't need this.
        if (!published.IsUsed)
            return next(http);

        var proxy = http.GetReverseProxyFeature();
        if (proxy.AvailableDestinations is { Count: 1 } only
            && BalancingPolicy.IsOwn(proxy.Cluster.Config.LoadBalancingPolicy)
            && balances.SettingsOf(proxy.Cluster).WeightOf(only[0].DestinationId) == 0
            && !IsInSession(proxy, only[0]))
            proxy.AvailableDestinations = [];
        return next(http);
    }

    // Session affinity replaces the list by the destination of the session.
    private static bool IsInSession(IReverseProxyFeature proxy, DestinationState only)
        => proxy.Cluster.Config.SessionAffinity is { Enabled: true } && ReferenceEquals(proxy.AvailableDestinations, only);
}
