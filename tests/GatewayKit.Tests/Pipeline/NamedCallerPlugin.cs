namespace GatewayKit.Tests.Pipeline;

/// <summary>Believes the query: the caller's name and a group, with any character.</summary>
[GatewayPlugin<NoOptions>("named-caller", PluginStage.Authentication)]
public sealed class NamedCallerPlugin : IAuthenticationHook
{
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
        => AuthenticationResult.Authenticated(
            new Consumer(context.Http.Request.Query["name"].ToString(), [context.Http.Request.Query["group"].ToString()]));
}
