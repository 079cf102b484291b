using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Edge;

/// <summary>
/// Checks every request at a gateway's endpoint before the first plugin: rejects ambiguous requests, and removes headers that a
/// client must not set. An ordinary request costs a few hundred nanoseconds and allocates nothing.
/// </summary>
internal static class RequestGuard
{
    /// <summary>Checks a request and cleans its headers.</summary>
    /// <param name="http">The request.</param>
    /// <param name="paths">The route's rules for paths.</param>
    /// <param name="settings">The settings of the active configuration.</param>
    /// <param name="maxBody">
    /// The route's limit of the body in bytes; negative for no limit, null for the server's limit.
    /// </param>
    /// <returns>The response to a rejected request, or null to continue.</returns>
    public static GatewayResponse? Check(HttpContext http, PathPolicy paths, EdgeSettings settings, long? maxBody = null)
    {
        var request = http.Request;
        var method = request.Method;
        var isTunnel = false;
        if (IsTraceOrConnect(method) && !(isTunnel = IsWebSocketTunnel(http)))
            return EdgeProblems.MethodRefused;

        // The router and the forwarder treat "get" as GET, so plugins must see GET as well.
        var canonical = HttpMethods.GetCanonicalizedValue(method);
        if (!ReferenceEquals(canonical, method) && canonical != method)
            request.Method = canonical;

        var refused = paths.Refused(RequestTarget.Of(http));
        if (refused != PathTraits.None)
            return EdgeProblems.Path(refused);

        return HeaderGuard.Check(http, settings, isTunnel)
            ?? (request.ContentLength is > 0 and var length && length > Limit(http, maxBody) ? GatewayProblems.BodyTooLarge : null);
    }

    /// <summary>Returns whether the gateway rejects a method on every route.</summary>
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
