using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Edge;

/// <summary>
/// What every request passes at a gateway's endpoint before the first plugin: what is ambiguous is refused, what a
/// client must not say is removed. An ordinary request costs a few hundred nanoseconds and allocates nothing.
/// </summary>
internal static class RequestGuard
{
    /// <summary>Checks a request and cleans its headers.</summary>
    /// <param name="http">The request.</param>
    /// <param name="paths">The route's rules for paths.</param>
    /// <param name="settings">The settings of the configuration in force.</param>
    /// <param name="maxBody">
    /// The most bytes a body may have, by the route; negative for no limit, null for what the server says.
    /// </param>
    /// <returns>The answer to a request that is refused, or null to go on.</returns>
    public static GatewayResponse? Check(HttpContext http, PathPolicy paths, EdgeSettings settings, long? maxBody = null)
    {
        var request = http.Request;
        var method = request.Method;
        var isTunnel = false;
        if (IsTraceOrConnect(method) && !(isTunnel = IsWebSocketTunnel(http)))
            return EdgeProblems.MethodRefused;

        // The router and the forwarder take "get" for GET, so that plugins must see GET as well.
        var canonical = HttpMethods.GetCanonicalizedValue(method);
        if (!ReferenceEquals(canonical, method) && canonical != method)
            request.Method = canonical;

        var refused = paths.Refused(RequestTarget.Of(http));
        if (refused != PathTraits.None)
            return EdgeProblems.Path(refused);

        return HeaderGuard.Check(http, settings, isTunnel)
            ?? (request.ContentLength is > 0 and var length && length > Limit(http, maxBody) ? EdgeProblems.ContentTooLarge : null);
    }

    /// <summary>Whether a method is one that the gateway takes on no route.</summary>
    public static bool IsTraceOrConnect(string method) => method.Length switch
    {
        5 => HttpMethods.IsTrace(method) || method.Equals("TRACK", StringComparison.OrdinalIgnoreCase),
        7 => HttpMethods.IsConnect(method),
        _ => false,
    };

    // WebSocket over HTTP/2 (RFC 8441) and HTTP/3 (RFC 9220).
    private static bool IsWebSocketTunnel(HttpContext http)
        => http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect
            && string.Equals(connect.Protocol, "websocket", StringComparison.OrdinalIgnoreCase);

    private static long Limit(HttpContext http, long? maxBody)
    {
        var limit = maxBody ?? http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        return limit is null or < 0 ? long.MaxValue : limit.Value;
    }
}
