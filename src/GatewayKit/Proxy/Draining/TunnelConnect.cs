using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy.Draining;

/// <summary>Accepts a stream of HTTP/2 (RFC 8441) as a tunnel that can be closed.</summary>
internal sealed class TunnelConnect(IHttpExtendedConnectFeature inner, ConnectionDrain drain, TimeProvider time)
    : IHttpExtendedConnectFeature
{
    public bool IsExtendedConnect => inner.IsExtendedConnect;

    public string? Protocol => inner.Protocol;

    public async ValueTask<Stream> AcceptAsync() => new WebSocketTunnel(await inner.AcceptAsync().ConfigureAwait(false), drain, time);
}
