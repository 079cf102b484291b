using System.Buffers.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Edge;

/// <summary>
/// Allows a connection to become a tunnel only for a WebSocket (RFC 6455, section 4.2.1; RFC 8441). Any other upgrade,
/// such as <c>h2c</c>, is removed, which a server may always do, and the request is handled as an ordinary one.
/// </summary>
internal static class WebSocketHandshake
{
    /// <summary>Checks a handshake, or converts another upgrade to an ordinary request. Returns false if it is malformed.</summary>
    public static bool Check(HttpContext http, bool isTunnel)
    {
        var headers = http.Request.Headers;
        if (isTunnel)
        {
            // RFC 8441, section 5: the key belongs to HTTP/1.1, for which the forwarder generates its own.
            headers.Remove("Sec-WebSocket-Key");
            return IsVersion13(headers);
        }

        if (IsUpgrade(http))
            return IsVersion13(headers) && IsKey(headers.SecWebSocketKey);

        RefuseUpgrade.Apply(http);
        headers.Remove("Upgrade");
        headers.Remove("Sec-WebSocket-Accept");
        headers.Remove("Sec-WebSocket-Extensions");
        headers.Remove("Sec-WebSocket-Key");
        headers.Remove("Sec-WebSocket-Protocol");
        headers.Remove("Sec-WebSocket-Version");
        return true;
    }

    private static bool IsUpgrade(HttpContext http)
        => HttpMethods.IsGet(http.Request.Method)
            && HttpProtocol.IsHttp11(http.Request.Protocol)
            && http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && http.Request.Headers.Upgrade is [var token]
            && string.Equals(token, "websocket", StringComparison.OrdinalIgnoreCase);

    private static bool IsVersion13(IHeaderDictionary headers) => headers.SecWebSocketVersion is ["13"];

    // Sixteen bytes in base64.
    private static bool IsKey(in StringValues key)
        => key is [{ Length: 24 } text] && Base64.IsValid(text, out var length) && length == 16;
}
