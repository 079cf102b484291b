using System.Security.Claims;

namespace GatewayKit.Plugins.Tests.Authorize;

/// <summary>
/// Believes what a test says: <c>X-Token: alice; scope=a b; dep=x</c> is a caller with these claims, and without claims a bare consumer.
/// The claim <c>type</c> names the type of the identity; groups are separated by <c>+</c>.
/// </summary>
[GatewayPlugin<NoOptions>("token", PluginStage.Authentication)]
public sealed class TokenPlugin : IAuthenticationHook
{
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        if (context.Http.Request.Headers["X-Token"] is not [{ } token])
            return AuthenticationResult.NotRequired;

        var parts = token.Split(';', StringSplitOptions.TrimEntries);
        var claims = parts.Skip(1).Select(part => part.Split('=', 2)).ToLookup(pair => pair[0], pair => pair[1]);
        var consumer = new Consumer(parts[0], claims["groups"].SelectMany(groups => groups.Split('+')));
        if (claims.Count == 0 || (claims.Count == 1 && claims.Contains("groups")))
            return AuthenticationResult.Authenticated(consumer);

        var identity = new ClaimsIdentity(
            claims.Where(claim => claim.Key is not ("groups" or "type"))
                .SelectMany(claim => claim.Select(value => new Claim(claim.Key, value))),
            claims["type"].FirstOrDefault() ?? "test");
        return AuthenticationResult.Authenticated(consumer, new ClaimsPrincipal(identity));
    }
}
