using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Plugins.Tests.AspNetCoreAuth;

/// <summary>A scheme whose challenge is a page with a form and a cookie, as OpenID Connect can have it.</summary>
internal sealed class FormHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Cookies.Append("nonce", "1");
        Response.OnStarting(() =>
        {
            Response.Headers["X-Late"] = "late";
            return Task.CompletedTask;
        });
        Response.ContentType = "text/html";
        return Response.WriteAsync("<form>log in</form>");
    }
}
