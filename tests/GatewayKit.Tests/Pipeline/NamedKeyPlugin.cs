namespace GatewayKit.Tests.Pipeline;

/// <summary>Authenticates a caller by the key whose id the query names, and adds to the response which one later hooks see.</summary>
[GatewayPlugin<NoOptions>("named-key", PluginStage.Authentication)]
public sealed class NamedKeyPlugin : IAuthenticationHook, IResponseHook
{
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
        => AuthenticationResult.Authenticated(new Consumer("ann")).WithCredential(context.Http.Request.Query["key"]);

    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        context.Http.Response.Headers["X-Credential"] = context.CredentialId ?? "none";
        return HookResult.Continue;
    }
}
