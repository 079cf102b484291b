namespace GatewayKit.Tests.Pipeline;

[GatewayPlugin<NoOptions>("broken-authentication", PluginStage.Authentication)]
public sealed class BrokenAuthenticationPlugin : IAuthenticationHook
{
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context) => throw new InvalidOperationException("boom");
}
