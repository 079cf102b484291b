using System.Security.Claims;

namespace GatewayKit.Tests.Pipeline;

public sealed record ClaimsOptions
{
    public string Header { get; init; } = "X-Claims";

    /// <summary>Whether the hook completes asynchronously.</summary>
    public bool Async { get; init; }
}

/// <summary>
/// Believes a header: <c>ann</c> is authenticated, with claims that all requests share; any other value names another result.
/// </summary>
[GatewayPlugin<ClaimsOptions>("claims", PluginStage.Authentication)]
public sealed class ClaimsPlugin(ClaimsOptions options) : IAuthenticationHook
{
    public const string Reason = "The scope is missing.";

    private readonly string _challenge = $"Claims header=\"{options.Header}\"";
    private readonly ClaimsPrincipal _ann =
        new(new ClaimsIdentity([new Claim("scope", "orders"), new Claim(ClaimTypes.Name, "root")], options.Header));
    private readonly GatewayResponse _login = new GatewayResponse(302).WithHeader("Location", "https://login.example.com/");
    private readonly GatewayResponse _welcome = GatewayResponse.Text(200, "welcome");

    public async ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        if (options.Async)
            await Task.Yield();

        return context.Http.Request.Headers[options.Header].ToString() switch
        {
            "" => AuthenticationResult.NoCredentials(_challenge),
            "ann" => AuthenticationResult.Authenticated(new Consumer("ann"), _ann),
            "ann-without-claims" => AuthenticationResult.Authenticated(new Consumer("ann")),
            "forbidden" => AuthenticationResult.Forbidden(Reason),
            "forbidden-without-reason" => AuthenticationResult.Forbidden(),
            "login" => AuthenticationResult.Respond(_login),
            "welcome" => AuthenticationResult.Respond(_welcome),
            "throw" => throw new InvalidOperationException("boom"),
            _ => AuthenticationResult.Rejected(_challenge),
        };
    }
}
