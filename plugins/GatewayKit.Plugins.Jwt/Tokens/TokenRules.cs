using System.Collections.Frozen;
using System.Text.Json;
using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Jwt;

/// <summary>The rules for the tokens of an issuer, prepared from its options.</summary>
internal sealed class TokenRules
{
    private static readonly FrozenSet<string> s_usualTypes =
        new[] { "JWT", "at+jwt" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenSet<string>? _types;
    private readonly FrozenSet<string>? _audiences;
    private readonly bool _requiresExpiration;
    private readonly string[] _scopes;
    private readonly ClaimRules _claims;

    /// <param name="tenant">The options with the defaults.</param>
    /// <param name="challenges">The challenges of the entry.</param>
    public TokenRules(JwtTenant tenant, BearerChallenges challenges)
    {
        Issuers = tenant.Issuers?.ToFrozenSet(StringComparer.Ordinal);
        Algorithms = tenant.Algorithms?.ToFrozenSet(StringComparer.Ordinal);
        ClockSkew = tenant.ClockSkew!.Value;
        RequiresBinding = tenant.RequireBinding!.Value;
        ConsumerClaim = new ClaimPath(tenant.ConsumerClaim!);
        ConsumerPrefix = tenant.ConsumerPrefix ?? "";
        MatchesConsumers = tenant.MatchConsumers!.Value;
        Groups = new ClaimGroups(tenant.GroupsClaim is { } groups ? new ClaimPath(groups) : null, tenant.AllowedGroups);
        _types = tenant.TokenTypes?.Select(type => type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) ? type[12..] : type)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _audiences = tenant.Audiences?.ToFrozenSet(StringComparer.Ordinal);
        _requiresExpiration = tenant.RequireExpiration!.Value;
        _scopes = [.. tenant.RequiredScopes!];
        _claims = new ClaimRules(tenant.RequiredClaims!);
        Insufficient = Forbidden(challenges.InsufficientScope(_scopes, Missing));
    }

    public FrozenSet<string>? Issuers { get; }

    public FrozenSet<string>? Algorithms { get; }

    public TimeSpan ClockSkew { get; }

    public bool RequiresBinding { get; }

    public ClaimPath ConsumerClaim { get; }

    public string ConsumerPrefix { get; }

    public bool MatchesConsumers { get; }

    public ClaimGroups Groups { get; }

    /// <summary>The result for a token without the required scopes and claims.</summary>
    public AuthenticationResult Insufficient { get; }

    private string Missing => _scopes.Length > 0 ? "The token needs other scopes or claims." : "The token needs other claims.";

    public bool AcceptsType(string? type) => _types is null ? type is null || s_usualTypes.Contains(type) : type is not null
        && _types.Contains(type);

    /// <summary>Returns whether the token is for one of the audiences (RFC 7519, section 4.1.3).</summary>
    public bool AcceptsAudience(JsonElement claims)
        => _audiences is null || (claims.TryGetProperty("aud", out var audience) && ClaimValue.Texts(audience).Any(_audiences.Contains));

    /// <summary>Reads when a token begins and ends to be valid, with the tolerated difference of clocks.</summary>
    public TokenFault ReadTimes(JsonElement claims, out long notBefore, out long expires)
    {
        (notBefore, expires) = (0, NumericDate.Never);
        if (!NumericDate.TryRead(claims, "exp", out var exp) || !NumericDate.TryRead(claims, "nbf", out var nbf)
            || !NumericDate.TryRead(claims, "iat", out _))
            return TokenFault.Malformed;
        if (exp is null && _requiresExpiration)
            return TokenFault.NoExpiration;

        notBefore = Math.Max(0, (nbf ?? 0) - ClockSkew.Ticks);
        expires = exp is { } end ? NumericDate.Add(end, ClockSkew) : NumericDate.Never;
        return TokenFault.None;
    }

    /// <summary>Returns whether a token has the required scopes and claims.</summary>
    public bool AreSatisfiedBy(JsonElement claims) => ClaimScopes.Contain(claims, _scopes) && _claims.AreSatisfiedBy(claims);

    private AuthenticationResult Forbidden(string challenge)
        => AuthenticationResult.Respond(GatewayResponse.Problem(403, "Forbidden", Missing).WithHeader("WWW-Authenticate", challenge));
}
