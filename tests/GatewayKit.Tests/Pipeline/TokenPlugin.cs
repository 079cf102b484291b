namespace GatewayKit.Tests.Pipeline;

public sealed record TokenOptions
{
    public string Header { get; init; } = "X-Token";
}

/// <summary>Believes a header: the caller's name, with groups after a colon; <c>bad</c> is rejected.</summary>
[GatewayPlugin<TokenOptions>("token", PluginStage.Authentication)]
public sealed class TokenPlugin(TokenOptions options) : IAuthenticationHook
{
    private readonly string _challenge = $"Token header=\"{options.Header}\"";

    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        if (!context.Http.Request.Headers.TryGetValue(options.Header, out var value))
            return AuthenticationResult.NoCredentials(_challenge);
        if (value == "bad")
            return AuthenticationResult.Rejected(_challenge, "The token is bad.");

        var parts = value.ToString().Split(':');
        return AuthenticationResult.Authenticated(new Consumer(parts[0], parts[1..]));
    }
}
