using System.Text.Json;
using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Jwt;

/// <summary>
/// Verifies a token that isn't in the cache, in this order:
/// <list type="number">
/// <item>its form (<see cref="JwsReader"/>)</item>
/// <item>its issuer, which decides about keys and rules; nothing else that it says is used before its signature is verified</item>
/// <item>its type, algorithm and signature</item>
/// <item>its audience and times, and how it is bound to its sender</item>
/// <item>the caller that it names, its scopes and claims</item>
/// </list>
/// </summary>
internal sealed class TokenVerifier(
    TenantTable tenants, TokenRules rulesOfCredentials, IConsumerDirectory consumers, ClaimHeaders headers)
{
    // A cached token costs its hash, its caller and its claims, as texts and objects.
    private const int FixedSize = 1024;
    private const int SizePerCharacter = 8;

    private readonly CallerResolver _callers = new(consumers, tenants);

    /// <param name="text">The token.</param>
    /// <param name="cancellation">Cancels waiting for keys.</param>
    public async ValueTask<(TokenFault Fault, VerifiedToken? Token)> VerifyAsync(
        ReadOnlyMemory<char> text, CancellationToken cancellation)
    {
        var form = JwsReader.Read(text.Span, out var token);
        if (token is null)
            return (FaultOf(form), null);
        if (!TryIssuer(token.Claims, out var issuer))
            return (TokenFault.Malformed, null);

        var tenant = tenants.Find(issuer);
        if (tenant is null && FindOwner(issuer, token.KeyId) is { } match)
            return VerifyOwn(token, match, issuer, text.Length);

        tenant ??= tenants.Any;
        if (tenant is null)
            return (TokenFault.Issuer, null);
        if (!tenant.Rules.AcceptsType(token.Type))
            return (TokenFault.Type, null);

        var keys = tenant.Keys.Current ?? await tenant.Keys.GetAsync(cancellation).ConfigureAwait(false);
        if (keys is null)
            return (TokenFault.KeysUnavailable, null);
        if (!tenant.IsIssuer(issuer, keys))
            return (TokenFault.Issuer, null);

        var key = FindKey(token, tenant.Rules, keys, out var fault);
        if (key is null && !keys.Has(token.KeyId)
            && await tenant.Keys.RefreshAsync(keys, token.KeyId, cancellation).ConfigureAwait(false) is { } newer
            && !ReferenceEquals(newer, keys) && tenant.IsIssuer(issuer, newer))
            key = FindKey(token, tenant.Rules, newer, out fault);
        return key is null ? (fault, null) : Check(token, key, tenant, issuer, text.Length);
    }

    private static TokenFault FaultOf(TokenForm form) => form switch
    {
        TokenForm.TooLong => TokenFault.TooLong,
        TokenForm.Encrypted => TokenFault.Encrypted,
        TokenForm.CriticalHeader => TokenFault.CriticalHeader,
        _ => TokenFault.Malformed,
    };

    private static bool TryIssuer(JsonElement claims, out string? issuer)
    {
        issuer = null;
        if (!claims.TryGetProperty("iss", out var value))
            return true;

        issuer = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return issuer is not null;
    }

    private static VerificationKey? FindKey(JwsToken token, TokenRules rules, KeySet keys, out TokenFault fault)
    {
        fault = keys.Has(token.KeyId) ? TokenFault.Algorithm : TokenFault.Key;
        foreach (var key in keys.Candidates(token, rules.Algorithms))
        {
            if (key.Verifies(token))
                return key;

            fault = TokenFault.Signature;
        }

        return null;
    }

    private CredentialMatch<JwtCredential>? FindOwner(string? issuer, string? keyId)
        => (issuer is not null && keyId is not null && consumers.TryFind<JwtCredential>(JwtCredential.OfKey(issuer, keyId), out var match))
            || (issuer is not null && consumers.TryFind(JwtCredential.OfKey(issuer, null), out match))
            || (keyId is not null && consumers.TryFind(JwtCredential.OfKey(null, keyId), out match)) ? match : null;

    private (TokenFault Fault, VerifiedToken? Token) VerifyOwn(
        JwsToken token, CredentialMatch<JwtCredential> match, string? issuer, int length)
    {
        var rules = rulesOfCredentials;
        if (!rules.AcceptsType(token.Type))
            return (TokenFault.Type, null);
        if (rules.Issuers is { } issuers && (issuer is null || !issuers.Contains(issuer)))
            return (TokenFault.Issuer, null);
        if (match.Credential.Key is not { } key || !key.Accepts(token.Algorithm, rules.Algorithms))
            return (TokenFault.Algorithm, null);

        return key.Verifies(token) ? Check(token, key, rules, null, issuer, match.Consumer, length) : (TokenFault.Signature, null);
    }

    private (TokenFault Fault, VerifiedToken? Token) Check(JwsToken token, VerificationKey key, Tenant tenant, string? issuer, int length)
        => Check(token, key, tenant.Rules, tenant.Keys, issuer, null, length);

    private (TokenFault Fault, VerifiedToken? Token) Check(
        JwsToken token, VerificationKey key, TokenRules rules, IKeySource? source, string? issuer, Consumer? owner, int length)
    {
        var claims = token.Claims;
        if (!rules.AcceptsAudience(claims))
            return (TokenFault.Audience, null);
        if (rules.ReadTimes(claims, out var notBefore, out var expires) is var times and not TokenFault.None)
            return (times, null);
        if (!Confirmation.TryRead(claims, out var confirmation))
            return (TokenFault.Confirmation, null);
        if (rules.RequiresBinding && !confirmation.IsBound)
            return (TokenFault.NotBound, null);
        if (_callers.Resolve(rules, issuer, claims, owner, out var caller) is var fault and not TokenFault.None)
            return (fault, null);

        return (TokenFault.None, new VerifiedToken
        {
            Key = key,
            Source = source,
            NotBefore = notBefore,
            Expires = expires,
            Confirmation = confirmation,
            Result = rules.AreSatisfiedBy(claims)
                ? AuthenticationResult.Authenticated(caller!, ClaimPrincipals.Create(claims, "jwt", caller!))
                : rules.Insufficient,
            Headers = headers.Read(claims),
            Size = FixedSize + (length * SizePerCharacter),
        });
    }
}
