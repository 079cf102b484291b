using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Edge;

/// <summary>
/// Stands in for the server's upgrade where the handshake was taken away. To the server the request still may be upgraded,
/// and the forwarder asks nothing else when an upstream says 101 unasked.
/// </summary>
internal sealed class RefuseUpgrade : IHttpUpgradeFeature
{
    private static readonly RefuseUpgrade s_instance = new();

    private RefuseUpgrade()
    {
    }

    public bool IsUpgradableRequest => false;

    /// <summary>Takes away a request's possibility to become a tunnel.</summary>
    public static void Apply(HttpContext http)
    {
        if (http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true })
            http.Features.Set<IHttpUpgradeFeature>(s_instance);
    }

    public Task<Stream> UpgradeAsync() => Task.FromException<Stream>(new InvalidOperationException("The request asks for no WebSocket."));
}
