using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Edge;

/// <summary>
/// Replaces the server's upgrade feature after the handshake was removed. For the server, the request can still be upgraded,
/// and the forwarder checks only that when an upstream sends an unrequested 101.
/// </summary>
internal sealed class RefuseUpgrade : IHttpUpgradeFeature
{
    private static readonly RefuseUpgrade s_instance = new();

    private RefuseUpgrade()
    {
    }

    public bool IsUpgradableRequest => false;

    /// <summary>Prevents a request from becoming a tunnel.</summary>
    public static void Apply(HttpContext http)
    {
        if (http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true })
            http.Features.Set<IHttpUpgradeFeature>(s_instance);
    }

    public Task<Stream> UpgradeAsync()
        => Task.FromException<Stream>(new InvalidOperationException("The request isn't a WebSocket handshake."));
}
