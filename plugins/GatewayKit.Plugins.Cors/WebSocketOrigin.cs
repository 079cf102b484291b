using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Cors;

/// <summary>
/// Recognizes WebSocket handshakes by pages of other sites. Browsers send them with cookies and without a preflight, so only the server can
/// refuse them (RFC 6455, section 10.2).
/// </summary>
internal static class WebSocketOrigin
{
    /// <summary>Returns whether a request is a handshake of another origin. A client without an origin isn't a browser.</summary>
    public static bool IsForeign(HttpRequest request)
        => IsHandshake(request) && request.Headers.Origin is { Count: > 0 } origin && !IsOwn(request, origin.ToString());

    // The edge lets no other upgrade pass. Over HTTP/2, it is an extended CONNECT (RFC 8441).
    private static bool IsHandshake(HttpRequest request)
        => (request.Headers.Upgrade.Count > 0 && request.HttpContext.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true })
            || request.HttpContext.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    // Browsers write the host in lower case and without the default port, in both headers.
    private static bool IsOwn(HttpRequest request, string origin) => origin == $"{request.Scheme}://{request.Host}";
}
