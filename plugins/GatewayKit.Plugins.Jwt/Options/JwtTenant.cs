using GatewayKit.Authentication;

namespace GatewayKit.Plugins.Jwt;

/// <summary>An issuer of tokens and the rules for its tokens. An option that isn't set has the value of the same option of the
/// plugin.</summary>
public sealed record JwtTenant : IClaimOptions
{
    /// <summary>The URL of the identity provider, which is the issuer of its tokens.</summary>
    public string? Authority { get; init; }

    /// <summary>The public keys of the issuer, instead of <c>authority</c>: a URL, a file, or the keys themselves.</summary>
    [Secret]
    public object? Jwks { get; init; }

    /// <summary>The accepted values of the claim <c>iss</c>. An issuer can belong to only one tenant. Default: the authority.</summary>
    public IReadOnlyList<string>? Issuers { get; init; }

    /// <summary>The accepted audiences.</summary>
    public IReadOnlyList<string>? Audiences { get; init; }

    /// <summary>The accepted algorithms.</summary>
    public IReadOnlyList<string>? Algorithms { get; init; }

    /// <summary>The difference of clocks that is tolerated for <c>exp</c> and <c>nbf</c>.</summary>
    [DurationRange("0s", "5m")]
    public TimeSpan? ClockSkew { get; init; }

    /// <summary>Whether a token needs the claim <c>exp</c>.</summary>
    public bool? RequireExpiration { get; init; }

    /// <summary>The accepted types in the header <c>typ</c>.</summary>
    public IReadOnlyList<string>? TokenTypes { get; init; }

    /// <summary>The claim that names the caller.</summary>
    public string? ConsumerClaim { get; init; }

    /// <summary>The text before the name of a caller.</summary>
    public string? ConsumerPrefix { get; init; }

    /// <summary>Whether a token can name a configured consumer.</summary>
    public bool? MatchConsumers { get; init; }

    /// <summary>The claim with the caller's groups.</summary>
    public string? GroupsClaim { get; init; }

    /// <summary>The groups that tokens can grant.</summary>
    public IReadOnlyList<string>? AllowedGroups { get; init; }

    /// <summary>The scopes that a token must have.</summary>
    public IReadOnlyList<string>? RequiredScopes { get; init; }

    /// <summary>The values that claims must have.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? RequiredClaims { get; init; }

    /// <summary>Whether a token must be bound to its sender.</summary>
    public bool? RequireBinding { get; init; }

    internal JwtTenant Or(JwtTenant defaults) => this with
    {
        Audiences = Audiences ?? defaults.Audiences,
        Algorithms = Algorithms ?? defaults.Algorithms,
        ClockSkew = ClockSkew ?? defaults.ClockSkew,
        RequireExpiration = RequireExpiration ?? defaults.RequireExpiration,
        TokenTypes = TokenTypes ?? defaults.TokenTypes,
        ConsumerClaim = ConsumerClaim ?? defaults.ConsumerClaim,
        ConsumerPrefix = ConsumerPrefix ?? defaults.ConsumerPrefix,
        MatchConsumers = MatchConsumers ?? defaults.MatchConsumers,
        GroupsClaim = GroupsClaim ?? defaults.GroupsClaim,
        AllowedGroups = AllowedGroups ?? defaults.AllowedGroups,
        RequiredScopes = RequiredScopes ?? defaults.RequiredScopes,
        RequiredClaims = RequiredClaims ?? defaults.RequiredClaims,
        RequireBinding = RequireBinding ?? defaults.RequireBinding,
    };
}
