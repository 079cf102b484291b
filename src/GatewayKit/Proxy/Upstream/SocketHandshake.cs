using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy.Upstream;

/// <summary>Completes the handshake of a WebSocket that a plugin opens: the response to it becomes an ordinary one, with the plugin's
/// stream as its body.</summary>
internal static class SocketHandshake
{
    private const string Accept = "Sec-WebSocket-Accept";
    private const string Protocol = "Sec-WebSocket-Protocol";
    private const string Extensions = "Sec-WebSocket-Extensions";

    private static readonly string[] s_removed = ["Connection", "Upgrade", Accept, Protocol, Extensions];

    /// <summary>Replaces the response if the upstream has accepted the handshake.</summary>
    /// <exception cref="InvalidResponseException">The upstream's handshake isn't valid.</exception>
    public static async ValueTask CompleteAsync(
        HttpContext http, HttpResponseMessage response, UpstreamSocket socket, CancellationToken closing, CancellationToken cancellation)
    {
        var isConnect = response.RequestMessage?.Method == HttpMethod.Connect;
        if (response.StatusCode != (isConnect ? HttpStatusCode.OK : HttpStatusCode.SwitchingProtocols))
            return;

        Check(response, socket, isConnect);
        var connection = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var opened = WebSocket.CreateFromStream(connection, new WebSocketCreationOptions
        {
            SubProtocol = ValueOf(response, Protocol),
            KeepAliveInterval = WebSocket.DefaultKeepAliveInterval,
        });
        response.Content = new SocketContent(socket.Open(opened, closing));
        foreach (var name in s_removed)
            response.Headers.Remove(name);

        // With another version, the forwarder would take the 200 for a tunnel.
        (response.StatusCode, response.ReasonPhrase, response.Version) = (HttpStatusCode.OK, null, HttpVersion.Version11);
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = null;
    }

    /// <summary>Checks the upstream's handshake as a client must (RFC 6455, section 4.1).</summary>
    private static void Check(HttpResponseMessage response, UpstreamSocket socket, bool isConnect)
    {
        if (!isConnect)
        {
            var key = response.RequestMessage!.Headers.NonValidated.TryGetValues("Sec-WebSocket-Key", out var sent) ? sent.ToString() : "";
            if (!string.Equals(ValueOf(response, "Upgrade"), "websocket", StringComparison.OrdinalIgnoreCase)
                || !response.Headers.Connection.Contains("Upgrade", StringComparer.OrdinalIgnoreCase)
                || ValueOf(response, Accept) != AcceptFor(key))
                throw new InvalidResponseException("The upstream's WebSocket handshake doesn't belong to the request.");
        }

        if (response.Headers.NonValidated.Contains(Extensions))
            throw new InvalidResponseException("The upstream's WebSocket has extensions that weren't requested.");
        if (response.Headers.NonValidated.Contains(Protocol) && ValueOf(response, Protocol) != socket.Subprotocol)
            throw new InvalidResponseException("The upstream's WebSocket has a subprotocol that wasn't requested.");
    }

    [SuppressMessage("Security", "CA5350:Do not use weak cryptographic algorithms",
        Justification = "RFC 6455, section 4.2.2, requires it.")]
    private static string AcceptFor(string key)
        => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));

    private static string? ValueOf(HttpResponseMessage response, string name)
        => response.Headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString() : null;
}
