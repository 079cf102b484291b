namespace GatewayKit.Tests.Pipeline;

/// <summary>Authenticates every request as the same consumer of many groups.</summary>
[GatewayPlugin<NoOptions>("known-caller", PluginStage.Authentication)]
public sealed class KnownCallerPlugin : IAuthenticationHook
{
    private readonly AuthenticationResult _known =
        AuthenticationResult.Authenticated(new Consumer("ann", Enumerable.Range(0, 100).Select(i => $"group{i}")));

    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context) => _known;
}
