namespace GatewayKit.Plugins.Tests.KeyAuth;

/// <summary>Another way to authenticate, which everybody passes.</summary>
[GatewayPlugin<NoOptions>("trust", PluginStage.Authentication)]
public sealed class TrustPlugin : IAuthenticationHook
{
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
        => AuthenticationResult.Authenticated(new Consumer("trusted"));
}
