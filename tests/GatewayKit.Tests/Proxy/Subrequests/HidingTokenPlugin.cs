using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Proxy.Subrequests;

/// <summary>Believes the header <c>X-Api-Key</c>, and removes it.</summary>
[GatewayPlugin<NoOptions>("hiding-token", PluginStage.Authentication)]
public sealed class HidingTokenPlugin : IAuthenticationHook
{
    private readonly TokenPlugin _token = new(new TokenOptions { Header = "X-Api-Key" });

    public async ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        var result = await _token.AuthenticateAsync(context);
        context.Http.Request.Headers.Remove("X-Api-Key");
        return result;
    }
}
