using System.Net;
using GatewayKit.Edge;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Trying.Sending;

/// <summary>Finds the address of a reader, as the gateway finds that of a client: behind a trusted proxy, it isn't the proxy's.</summary>
internal sealed class ReaderAddress(IEdgeSettingsProvider edge)
{
    /// <summary>Returns the address; null if the connection has none.</summary>
    public IPEndPoint? Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } peer)
            return null;

        var settings = edge.Current;
        var client = settings.TrustsProxies && settings.Trusts(peer)
            ? ClientAddress.Find(http.Request.Headers["X-Forwarded-For"], settings)
            : null;
        return new IPEndPoint(client ?? peer, client is null ? http.Connection.RemotePort : 0);
    }
}
