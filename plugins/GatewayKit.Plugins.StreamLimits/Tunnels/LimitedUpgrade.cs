using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.StreamLimits.Tunnels;

/// <summary>Upgrades a connection of HTTP/1.1 to a tunnel with limits.</summary>
internal sealed class LimitedUpgrade(IHttpUpgradeFeature inner, HttpContext http, Func<Stream, HttpContext, Stream> limit)
    : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync() => limit(await inner.UpgradeAsync().ConfigureAwait(false), http);
}
