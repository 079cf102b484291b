namespace GatewayKit.Tests.Compilation.Composition;

/// <summary>Believes the header <c>X-Caller</c>: a name, and groups after it, all with commas between them.</summary>
[GatewayPlugin<JournalOptions>("login", PluginStage.Authentication)]
public sealed class LoginPlugin(JournalOptions options) : JournalPlugin(options), IAuthenticationHook
{
    public const string Header = "X-Caller";

    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        Write(context, "authentication");
        var caller = context.Http.Request.Headers[Header].ToString().Split(',');
        return caller is [""]
            ? AuthenticationResult.NoCredentials("Login")
            : AuthenticationResult.Authenticated(new Consumer(caller[0], caller[1..]));
    }
}
