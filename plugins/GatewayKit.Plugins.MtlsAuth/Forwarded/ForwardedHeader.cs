using System.Net;
using System.Net.Sockets;
using GatewayKit.Authentication;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>The header in which trusted proxies forward a client's certificate.</summary>
internal sealed class ForwardedHeader(ForwardedOptions options)
{
    private readonly AddressNetworks _proxies = new(options.From);

    // Only its removal is used, which also finds spellings that an upstream could read as the same header.
    private readonly ClaimHeaders _names = new(options.Format == ForwardedFormat.Rfc9440
        ? new Dictionary<string, string> { ["certificate"] = options.Name, ["chain"] = ForwardedOptions.ChainHeader }
        : new Dictionary<string, string> { ["certificate"] = options.Name });

    public ForwardedFormat Format => options.Format;

    /// <summary>
    /// Returns whether the connection comes from a trusted proxy: by the address of the connection, which the gateway's trusted proxies and
    /// middleware of the host don't change. A connection without a TCP socket, such as one of HTTP/3, doesn't.
    /// </summary>
    public bool IsTrusted(HttpContext http) => _proxies.Contains(AddressOf(http));

    public StringValues Value(HttpContext http) => http.Request.Headers[options.Name];

    public StringValues Chain(HttpContext http)
        => options.Format == ForwardedFormat.Rfc9440 ? http.Request.Headers[ForwardedOptions.ChainHeader] : default;

    /// <summary>Removes the header, also that of a trusted proxy.</summary>
    public void Remove(HttpContext http) => _names.Remove(http.Request.Headers);

    private static IPAddress? AddressOf(HttpContext http)
    {
        try
        {
            return (http.Features.Get<IConnectionSocketFeature>()?.Socket.RemoteEndPoint as IPEndPoint)?.Address;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return null; // the client has disconnected
        }
    }
}
