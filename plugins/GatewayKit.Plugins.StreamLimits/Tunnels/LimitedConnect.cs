using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.StreamLimits.Tunnels;

/// <summary>Accepts a stream of HTTP/2 or HTTP/3 (RFC 8441, RFC 9220) as a tunnel with limits.</summary>
internal sealed class LimitedConnect(IHttpExtendedConnectFeature inner, HttpContext http, Func<Stream, HttpContext, Stream> limit)
    : IHttpExtendedConnectFeature
{
    public bool IsExtendedConnect => inner.IsExtendedConnect;

    public string? Protocol => inner.Protocol;

    public async ValueTask<Stream> AcceptAsync() => limit(await inner.AcceptAsync().ConfigureAwait(false), http);
}
