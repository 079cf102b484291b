using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Plugins.Tests.AspNetCoreAuth;

/// <summary>A scheme that doesn't challenge, and fails with an exception if a request asks for it.</summary>
internal sealed class SilentHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Request.Headers.ContainsKey("Silent")
        ? throw new InvalidOperationException("The scheme failed.")
        : Task.FromResult(AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Task.CompletedTask;
}
