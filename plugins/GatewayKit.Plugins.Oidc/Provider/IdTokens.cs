using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Validates ID tokens (OpenID Connect Core, sections 3.1.3.7 and 12.2).</summary>
internal sealed class IdTokens(SignedTokens tokens, string clientId, TimeSpan skew, TimeProvider time)
{
    private const int MaximumSubject = 255;

    /// <summary>Validates a token.</summary>
    /// <returns>Its claims.</returns>
    /// <exception cref="ProviderException">The token isn't valid, or can't be verified.</exception>
    public async ValueTask<JsonElement> ValidateAsync(string text, IdTokenExpectation expected, CancellationToken cancellation)
    {
        var token = await tokens
            .VerifyAsync(text, type => type is null || type.Equals("JWT", StringComparison.OrdinalIgnoreCase), cancellation)
            .ConfigureAwait(false);
        if (Fault(token, expected) is { } fault)
            throw new ProviderException(fault);

        return token.Claims;
    }

    private string? Fault(JwsToken token, IdTokenExpectation expected)
    {
        var claims = token.Claims;
        var party = SessionClaims.Text(claims, "azp");
        if (claims.GetProperty("aud") is { ValueKind: JsonValueKind.Array } audiences && audiences.GetArrayLength() > 1 && party is null)
            return "The ID token has several audiences and no 'azp'.";
        if (claims.TryGetProperty("azp", out _) && party != clientId)
            return "The ID token was issued to another client.";
        if (SessionClaims.Text(claims, "sub") is not { Length: > 0 and <= MaximumSubject } subject)
            return "The ID token has no valid subject.";
        if (expected.Subject is { } same && same != subject)
            return "The ID token of the refresh has another subject.";

        return FaultOfNonce(claims, expected)
            ?? FaultOfTimes(claims, expected)
            ?? FaultOfHash(token, "at_hash", expected.AccessToken)
            ?? FaultOfHash(token, "c_hash", expected.Code);
    }

    // The nonce of a refreshed token, if it has one, is that of a login, which isn't known any more.
    private static string? FaultOfNonce(JsonElement claims, IdTokenExpectation expected)
        => expected.Nonce is null || (SessionClaims.Text(claims, "nonce") is { } nonce && ConstantTime.AreEqual(nonce, expected.Nonce))
            ? null
            : "The nonce of the ID token isn't that of the login.";

    private string? FaultOfTimes(JsonElement claims, IdTokenExpectation expected)
    {
        var now = time.GetUtcNow().UtcTicks;
        if (!NumericDate.TryRead(claims, "exp", out var expires) || expires is null
            || !NumericDate.TryRead(claims, "iat", out var issued) || issued is null
            || !NumericDate.TryRead(claims, "nbf", out var begins) || !NumericDate.TryRead(claims, "auth_time", out var authenticated))
            return "The ID token lacks a valid time.";
        if (now >= NumericDate.Add(expires.Value, skew))
            return "The ID token has expired.";
        if (issued > now + skew.Ticks || begins > now + skew.Ticks)
            return "The ID token isn't valid yet.";
        if (expected.MaximumAge is { } age && (authenticated is not { } at || NumericDate.Add(at, age + skew) < now))
            return "The user authenticated too long ago, or the ID token doesn't say when.";

        return null;
    }

    // OpenID Connect Core, sections 3.1.3.6 and 3.3.2.11: the left half of the hash that the algorithm uses.
    private static string? FaultOfHash(JwsToken token, string claim, string? value)
    {
        if (value is null || !token.Claims.TryGetProperty(claim, out _))
            return null;

        var bytes = Encoding.ASCII.GetBytes(value);
        var hash = token.Algorithm[2..] switch
        {
            "384" => SHA384.HashData(bytes),
            "512" => SHA512.HashData(bytes),
            _ => SHA256.HashData(bytes),
        };
        return SessionClaims.Text(token.Claims, claim) is { } found
            && ConstantTime.AreEqual(found, Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2)))
                ? null
                : $"The ID token has another '{claim}'.";
    }
}
