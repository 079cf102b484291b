using System.Collections.Frozen;
using System.Text.Json;
using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>Checks active tokens by the rules of an entry, and finds out who they name.</summary>
internal sealed class TokenCheck(
    OAuth2IntrospectionOptions options, IConsumerDirectory consumers, ClaimHeaders headers, Rejections rejections)
{
    private static readonly string[] s_kinds = ["token_type", "token_use", "token_usage", "typ"];

    private static readonly FrozenSet<string> s_otherKinds =
        new[] { "refresh_token", "refresh", "offline", "id_token", "id" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenSet<string>? _issuers = options.Issuers?.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string>? _audiences = options.Audiences?.ToFrozenSet(StringComparer.Ordinal);
    private readonly ClaimPath _consumerClaim = new(options.ConsumerClaim);
    private readonly ClaimGroups _groups =
        new(options.GroupsClaim is { } path ? new ClaimPath(path) : null, options.AllowedGroups);

    private readonly ClaimRules _rules = new(options.RequiredClaims);

    /// <summary>Checks a token; once for each answer.</summary>
    public CheckedToken Check(Answer answer)
    {
        var claims = answer.Claims;
        var fault = CheckClaims(claims, out var confirmation);
        Consumer? caller = null;
        if (fault == TokenFault.None)
            fault = Resolve(claims, out caller);
        if (fault != TokenFault.None)
            return new CheckedToken { Result = rejections.For(fault) };

        return new CheckedToken
        {
            Result = ClaimScopes.Contain(claims, options.RequiredScopes) && _rules.AreSatisfiedBy(claims)
                ? AuthenticationResult.Authenticated(caller!, ClaimPrincipals.Create(claims, "oauth2-introspection", caller!))
                : rejections.Insufficient,
            Certificate = confirmation.CertificateThumbprint,
            Headers = headers.Read(claims),
        };
    }

    private TokenFault CheckClaims(JsonElement claims, out Confirmation confirmation)
    {
        confirmation = default;
        if (IsOtherKind(claims))
            return TokenFault.Kind;
        if (_issuers is not null && !(claims.TryGetProperty("iss", out var issuer) && issuer.ValueKind == JsonValueKind.String
            && _issuers.Contains(issuer.GetString()!)))
            return TokenFault.Issuer;
        if (_audiences is not null && !(claims.TryGetProperty("aud", out var audience)
            && ClaimValue.Texts(audience).Any(_audiences.Contains)))
            return TokenFault.Audience;

        // A proof of a key (DPoP) needs the plugin jwt.
        if (!Confirmation.TryRead(claims, out confirmation) || confirmation.KeyThumbprint is not null)
            return TokenFault.Confirmation;

        return options.RequireBinding && !confirmation.IsBound ? TokenFault.NotBound : TokenFault.None;
    }

    /// <summary>Servers also say that refresh tokens are active, and each says it in its own way.</summary>
    private static bool IsOtherKind(JsonElement claims) => s_kinds.Any(
        name => claims.TryGetProperty(name, out var kind) && ClaimValue.Text(kind) is { } text && s_otherKinds.Contains(text));

    private TokenFault Resolve(JsonElement claims, out Consumer? caller)
    {
        caller = null;
        if (!_groups.TryRead(claims, out var groups))
            return TokenFault.Groups;
        if (!_consumerClaim.TryFind(claims, out var value) || ClaimValue.Text(value) is not { Length: > 0 } subject)
            return TokenFault.Subject;

        var name = options.ConsumerPrefix + subject;
        if (!ClaimNames.IsValid(name))
            return TokenFault.Subject;
        if (!consumers.TryGet(name, out var owner))
            caller = new Consumer(name, groups);
        else if (!options.MatchConsumers)
            return TokenFault.ReservedName;
        else
            caller = groups.Count == 0 ? owner : new Consumer(owner.Name, owner.Groups.Union(groups, StringComparer.Ordinal));

        return TokenFault.None;
    }
}
