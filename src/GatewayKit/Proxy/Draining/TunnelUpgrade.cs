using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy.Draining;

/// <summary>Upgrades a connection of HTTP/1.1 to a tunnel that can be closed.</summary>
internal sealed class TunnelUpgrade(IHttpUpgradeFeature inner, ConnectionDrain drain, TimeProvider time) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync() => new WebSocketTunnel(await inner.UpgradeAsync().ConfigureAwait(false), drain, time);
}
