using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Plugins.Tests.AspNetCoreAuth;

/// <summary>
/// A scheme of a host: believes the header <c>Ticket</c>, whose claims are <c>type=value</c>, separated by semicolons; <c>bad</c> is an
/// invalid ticket. Its challenge is a 401 with the header of a bearer scheme.
/// </summary>
internal sealed class TicketHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "Ticket";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var ticket = Request.Headers[Name].ToString();
        return Task.FromResult(ticket switch
        {
            "" => AuthenticateResult.NoResult(),
            "bad" => AuthenticateResult.Fail("The ticket is bad."),
            "anonymous" => AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity()), Scheme.Name)),
            _ => AuthenticateResult.Success(new AuthenticationTicket(Principal(ticket), Scheme.Name)),
        });
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = 401;
        Response.Headers.WWWAuthenticate = "Ticket realm=\"desk\"";
        return Task.CompletedTask;
    }

    private ClaimsPrincipal Principal(string ticket)
        => new(new ClaimsIdentity(ticket.Split(';').Select(claim => new Claim(claim.Split('=')[0], claim.Split('=')[1])), Scheme.Name));
}
