namespace GatewayKit.Plugins.Jwt;

/// <summary>
/// The options of <c>jwt</c>. They describe one issuer of tokens, or the defaults of several (<see cref="Tenants"/>). Without
/// <see cref="Authority"/>, <see cref="Jwks"/> and tenants, tokens are verified with the credentials <c>jwt</c> of the consumers.
/// </summary>
public sealed record JwtOptions : IValidatedOptions, IDescribedOptions
{
    /// <summary>
    /// The URL of the identity provider, which is the issuer of its tokens. Its keys are found by OpenID Connect Discovery, at
    /// <c>/.well-known/openid-configuration</c>.
    /// </summary>
    public string? Authority { get; init; }

    /// <summary>
    /// The public keys of the issuer, instead of <c>authority</c>: the URL or the file of a JSON Web Key Set (RFC 7517), or the set itself,
    /// as a mapping or as text. A file or text can also be a public key or certificate in PEM, or a single JSON Web Key.
    /// </summary>
    [Secret]
    public object? Jwks { get; init; }

    /// <summary>The accepted values of the claim <c>iss</c>. Default: the authority; any issuer without an authority.</summary>
    public IReadOnlyList<string>? Issuers { get; init; }

    /// <summary>The accepted audiences; a token needs one of them in its claim <c>aud</c>. Default: any audience, with a warning.</summary>
    public IReadOnlyList<string>? Audiences { get; init; }

    /// <summary>
    /// The accepted algorithms: <c>RS256</c>, <c>RS384</c>, <c>RS512</c>, <c>PS256</c>, <c>PS384</c>, <c>PS512</c>, <c>ES256</c>,
    /// <c>ES384</c>, <c>ES512</c>, and for secrets <c>HS256</c>, <c>HS384</c>, <c>HS512</c>. Default: the algorithm that a key names,
    /// otherwise <c>RS256</c> for RSA, the algorithm of its curve for EC, and <c>HS256</c> for a secret.
    /// </summary>
    public IReadOnlyList<string>? Algorithms { get; init; }

    /// <summary>The difference of clocks that is tolerated for <c>exp</c> and <c>nbf</c>.</summary>
    [DurationRange("0s", "5m")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a token needs the claim <c>exp</c>.</summary>
    public bool RequireExpiration { get; init; } = true;

    /// <summary>
    /// The accepted types in the header <c>typ</c>, case-insensitive: <c>[at+jwt]</c> accepts only access tokens as of RFC 9068. Default:
    /// <c>JWT</c>, <c>at+jwt</c> and tokens without a type; then other tokens, such as those for a logout, are rejected.
    /// </summary>
    public IReadOnlyList<string>? TokenTypes { get; init; }

    /// <summary>
    /// The locations to read the token from: <c>header:Authorization</c> (with the scheme <c>Bearer</c> or <c>DPoP</c>), another header,
    /// <c>cookie:NAME</c> or <c>query:NAME</c>. Prefer the header: cookies need protection from forged requests, and URLs end up in logs.
    /// </summary>
    public IReadOnlyList<string> Locations { get; init; } = ["header:Authorization"];

    /// <summary>The claim that names the caller, such as <c>sub</c>, <c>azp</c> or <c>client_id</c>; a path as for
    /// <c>groupsClaim</c>.</summary>
    public string ConsumerClaim { get; init; } = "sub";

    /// <summary>
    /// The text before the name of a caller, so that callers of different issuers have different names: <c>partner:</c>. With several
    /// tenants, each needs a prefix; tenants that share their users can have the same one. Default: none.
    /// </summary>
    public string? ConsumerPrefix { get; init; }

    /// <summary>
    /// Whether a token can name a configured consumer and so become it. Otherwise, a token that names one is rejected with 403, unless the
    /// consumer has a credential <c>jwt</c> with the token's issuer and subject.
    /// </summary>
    public bool MatchConsumers { get; init; }

    /// <summary>
    /// The claim with the caller's groups: a text or a list. A path leads into objects: <c>realm_access.roles</c>. Default: none.
    /// </summary>
    public string? GroupsClaim { get; init; }

    /// <summary>The groups that tokens can grant; others are ignored. Default: all.</summary>
    public IReadOnlyList<string>? AllowedGroups { get; init; }

    /// <summary>The scopes that a token must have, all of them, in its claim <c>scope</c> or <c>scp</c>. Otherwise, the response is
    /// 403.</summary>
    public IReadOnlyList<string> RequiredScopes { get; init; } = [];

    /// <summary>
    /// The values that claims must have: <c>{ tid: [contoso], email_verified: ["true"] }</c>. A claim needs one of its values; with an
    /// empty
    /// list, it only has to exist. Otherwise, the response is 403.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RequiredClaims { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// Whether a token must be bound to its sender: by a key (RFC 9449, DPoP) or a client certificate (RFC 8705). A token that is bound is
    /// never accepted without its proof, whatever this option says.
    /// </summary>
    public bool RequireBinding { get; init; }

    /// <summary>
    /// The headers in which the upstream receives claims, by claim: <c>{ email: X-User-Email }</c>. The client's own headers of these names
    /// are removed from every request.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClaimsToHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether to remove the token and its proof from the request before later plugins and the upstream see it. Set it to <c>false</c> for
    /// an upstream that reads the token itself.
    /// </summary>
    public bool HideCredentials { get; init; } = true;

    /// <summary>The realm in the challenge of a 401 response (RFC 9110, section 11.5), in printable ASCII.</summary>
    public string Realm { get; init; } = "gateway";

    /// <summary>
    /// Whether CORS preflights pass without a token, for an upstream that answers them itself. Not needed with the plugin <c>cors</c>,
    /// which answers preflights before authentication.
    /// </summary>
    public bool AllowPreflight { get; init; }

    /// <summary>
    /// The time after which keys are fetched again. A key that the issuer has withdrawn is used for at most this long, if the issuer can be
    /// reached.
    /// </summary>
    [DurationRange("1m", "1d")]
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether the addresses of identity providers on other machines need <c>https</c>.</summary>
    public bool RequireHttps { get; init; } = true;

    /// <summary>The rules for proofs of possession (RFC 9449, DPoP).</summary>
    public DpopOptions Dpop { get; init; } = new();

    /// <summary>
    /// Several issuers on one route, each with its own rules. The issuer of a token decides which rules apply. The options above, except
    /// <c>authority</c>, <c>jwks</c> and <c>issuers</c>, are the defaults.
    /// </summary>
    public IReadOnlyList<JwtTenant> Tenants { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => OptionsCheck.Check(this);

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        foreach (var location in Locations)
            description.Add(CredentialAt(location));
        description.Add(new ApiAnswer(401, "The token is missing or isn't valid.", "WWW-Authenticate"));
        if (RequiredScopes.Count > 0)
            description.AddNote($"The token needs the scopes {string.Join(", ", RequiredScopes)}.")
                .Add(new ApiAnswer(403, "The token doesn't have a required scope."));
    }

    private ApiCredential CredentialAt(string location) => location.Split(':', 2) switch
    {
        ["header", var name] when !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            => new ApiCredential(ApiCredentialKind.Header, name),
        ["query", var name] => new ApiCredential(ApiCredentialKind.Query, name),
        ["cookie", var name] => new ApiCredential(ApiCredentialKind.Cookie, name),
        _ when Authority is not null
            => new ApiCredential(ApiCredentialKind.OpenIdConnect, $"{Authority.TrimEnd('/')}/.well-known/openid-configuration"),
        _ => new ApiCredential(ApiCredentialKind.Http, "bearer"),
    };

    /// <summary>Returns the options of the only issuer, or the defaults of several.</summary>
    internal JwtTenant AsTenant() => new()
    {
        Authority = Authority,
        Jwks = Jwks,
        Issuers = Issuers,
        Audiences = Audiences,
        Algorithms = Algorithms,
        ClockSkew = ClockSkew,
        RequireExpiration = RequireExpiration,
        TokenTypes = TokenTypes,
        ConsumerClaim = ConsumerClaim,
        ConsumerPrefix = ConsumerPrefix,
        MatchConsumers = MatchConsumers,
        GroupsClaim = GroupsClaim,
        AllowedGroups = AllowedGroups,
        RequiredScopes = RequiredScopes,
        RequiredClaims = RequiredClaims,
        RequireBinding = RequireBinding,
    };
}
