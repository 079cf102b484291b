using System.Text.Json;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Validates logout tokens (OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6).</summary>
internal sealed class LogoutTokens(SignedTokens tokens, TimeSpan skew, TimeProvider time)
{
    /// <summary>The maximum age of a token; after it, its use isn't remembered any more.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(5);

    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private const int MaximumId = 1024;

    /// <summary>Validates a token.</summary>
    /// <exception cref="ProviderException">The token isn't valid, or can't be verified.</exception>
    public async ValueTask<LogoutToken> ValidateAsync(string text, CancellationToken cancellation)
    {
        var token = await tokens
            .VerifyAsync(text, type => type?.Equals("logout+jwt", StringComparison.OrdinalIgnoreCase) == true, cancellation)
            .ConfigureAwait(false);
        var claims = token.Claims;
        var (subject, session) = (Id(claims, "sub"), Id(claims, "sid"));
        var fault = !claims.TryGetProperty("events", out var events) || events.ValueKind != JsonValueKind.Object
            || !events.TryGetProperty(Event, out var logout) || logout.ValueKind != JsonValueKind.Object
                ? "The logout token isn't about a logout."
            : claims.TryGetProperty("nonce", out _) ? "The logout token has a nonce, like an ID token."
            : subject is null && session is null
                ? "The logout token names neither a user nor a session."
            : Id(claims, "jti") is null ? "The logout token has no id."
            : FaultOfTimes(claims);
        return fault is null
            ? new LogoutToken(Id(claims, "jti")!, subject, session)
            : throw new ProviderException(fault);
    }

    private static string? Id(JsonElement claims, string name)
        => SessionClaims.Text(claims, name) is { Length: > 0 and <= MaximumId } text ? text : null;

    private string? FaultOfTimes(JsonElement claims)
    {
        var now = time.GetUtcNow().UtcTicks;
        if (!NumericDate.TryRead(claims, "iat", out var issued) || issued is null
            || !NumericDate.TryRead(claims, "exp", out var expires) || expires is null)
            return "The logout token lacks a valid time.";

        return issued > now + skew.Ticks || NumericDate.Add(issued.Value, MaximumAge + skew) < now
            || now >= NumericDate.Add(expires.Value, skew)
                ? "The logout token has expired, or isn't valid yet."
                : null;
    }
}
