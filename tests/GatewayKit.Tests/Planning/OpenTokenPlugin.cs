namespace GatewayKit.Tests.Planning;

public sealed record OpenTokenOptions;

/// <summary>Accepts any token: the same number of plugins as <c>token</c>, but another protection.</summary>
[GatewayPlugin<OpenTokenOptions>("open-token", PluginStage.Authentication)]
public sealed class OpenTokenPlugin : IAuthenticationHook
{
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
        => AuthenticationResult.Authenticated(new Consumer("any"));
}
