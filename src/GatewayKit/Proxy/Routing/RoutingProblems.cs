namespace GatewayKit.Proxy.Routing;

/// <summary>The responses to requests that could not be routed, built once.</summary>
internal static class RoutingProblems
{
    /// <summary>A regular expression of the route didn't finish.</summary>
    public static readonly GatewayResponse PathTooComplex = GatewayResponse
        .Problem(400, "Bad Request", "The path can't be matched in time.");

    /// <summary>The request was matched just before a reload, by a route with different policies of the host.</summary>
    public static readonly GatewayResponse RoutesReplaced = GatewayResponse
        .Problem(503, "Service Unavailable", "The routes are being replaced.").WithHeader("Retry-After", "1");

    /// <summary>Routing, or a policy of the host, threw.</summary>
    public static readonly GatewayResponse Failed = GatewayResponse
        .Problem(500, "Internal Server Error", "The gateway could not route this request.");
}
