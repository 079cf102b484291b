using System.Security.Claims;
using System.Text.Encodings.Web;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Admin.Tests.Support;

/// <summary>Authenticates by a header with claims, such as <c>role=viewer,office=yes</c>.</summary>
internal sealed class HeaderScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Header = "X-Test-User";

    /// <summary>Adds the scheme to the host of a gateway.</summary>
    public static void Use(GatewayTestSetup setup) => setup.WithGateway(gateway =>
        gateway.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, HeaderScheme>("test", null));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ } text])
            return Task.FromResult(AuthenticateResult.NoResult());

        var claims = text.Split(',').Select(pair => pair.Split('=')).Select(pair => new Claim(pair[0], pair[1]));
        var identity = new ClaimsIdentity(claims, "test", "name", "role");
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }
}
