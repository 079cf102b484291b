using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Recognizes requests that leave HTTP: an upgrade, or an extended CONNECT (RFC 8441).</summary>
internal static class WebSocket
{
    public static bool Is(HttpRequest request)
        => request.HttpContext.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true
            || request.HttpContext.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;
}
