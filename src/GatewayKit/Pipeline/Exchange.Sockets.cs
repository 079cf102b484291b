using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

// The WebSocket that a plugin opens to the upstream.
internal sealed partial class Exchange
{
    /// <summary>The WebSocket that the request opens to the upstream for a plugin; null if it is forwarded as it is.</summary>
    public UpstreamSocket? Socket { get; private set; }

    /// <exception cref="InvalidOperationException">The request can't open a WebSocket.</exception>
    public void OpenSocket(UpstreamSocket socket)
    {
        if (IsForwarded || Origin != ResponseOrigin.None)
            throw new InvalidOperationException("The request is already forwarded; open the WebSocket in a request hook.");
        if (Route.ClusterId is null)
            throw new InvalidOperationException($"Route '{Route.Id}' doesn't have a cluster to open a WebSocket to.");
        if (AsksForTunnel || !HttpMethods.IsGet(Http.Request.Method)
            || Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
            throw new InvalidOperationException("Only a GET request without a body, which isn't a handshake itself, opens a WebSocket.");

        Socket = socket;
    }
}
