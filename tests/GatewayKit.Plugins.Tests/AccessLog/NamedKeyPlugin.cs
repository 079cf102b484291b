namespace GatewayKit.Plugins.Tests.AccessLog;

/// <summary>Authenticates every caller by a credential with an id.</summary>
[GatewayPlugin<NoOptions>("named-key", PluginStage.Authentication)]
public sealed class NamedKeyPlugin : IAuthenticationHook
{
    private readonly AuthenticationResult _result = AuthenticationResult.Authenticated(new Consumer("alice")).WithCredential("key-7");

    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context) => _result;
}
