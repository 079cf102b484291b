using System.ComponentModel.DataAnnotations;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>The options of <c>oauth2-introspection</c>.</summary>
public sealed record OAuth2IntrospectionOptions : IValidatedOptions, IClaimOptions
{
    /// <summary>The address of the introspection endpoint. Set it or <c>authority</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>
    /// The URL of the authorization server, which is the issuer of its tokens. The endpoint is found by OpenID Connect Discovery, at
    /// <c>/.well-known/openid-configuration</c>.
    /// </summary>
    public string? Authority { get; init; }

    /// <summary>The id of the gateway at the authorization server.</summary>
    [StringLength(1024, MinimumLength = 1)]
    public string? ClientId { get; init; }

    /// <summary>The secret of the gateway.</summary>
    [Secret, StringLength(4096, MinimumLength = 1)]
    public string? ClientSecret { get; init; }

    /// <summary>How the gateway sends its id and secret.</summary>
    public ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>The access token of the gateway for the endpoint, instead of <c>clientId</c> and <c>clientSecret</c>.</summary>
    [Secret, StringLength(TokenSyntax.MaximumLength, MinimumLength = 1)]
    public string? Token { get; init; }

    /// <summary>The type of the tokens, which helps some servers to find them (RFC 7662, section 2.1). Default: not sent.</summary>
    [RegularExpression("[!-~]{1,256}", ErrorMessage = "must have 1 to 256 printable ASCII characters")]
    public string? TokenTypeHint { get; init; }

    /// <summary>
    /// The time for which the gateway reuses an answer, at most until the token expires. A revoked token is accepted for at most this
    /// long. With 0s, the gateway asks about every request.
    /// </summary>
    [DurationRange("0s", "1h")]
    public TimeSpan CacheFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The time to wait for the authorization server. After it, the gateway answers 503.</summary>
    [DurationRange("10ms", "30s")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The accepted values of <c>iss</c>, which the answer must then have. Default: any issuer, and none.</summary>
    public IReadOnlyList<string>? Issuers { get; init; }

    /// <summary>The accepted audiences; the answer needs one of them in <c>aud</c>. Default: any audience, and none.</summary>
    public IReadOnlyList<string>? Audiences { get; init; }

    /// <summary>The difference of clocks that is tolerated for <c>exp</c> and <c>nbf</c>.</summary>
    [DurationRange("0s", "5m")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The locations to read the token from: <c>header:Authorization</c> (with the scheme <c>Bearer</c>), another header,
    /// <c>cookie:NAME</c> or <c>query:NAME</c>. Prefer the header: cookies need protection from forged requests, and URLs end up in logs.
    /// </summary>
    public IReadOnlyList<string> Locations { get; init; } = ["header:Authorization"];

    /// <summary>The member of the answer that names the caller, such as <c>sub</c>, <c>username</c> or <c>client_id</c>; a path as for
    /// <c>groupsClaim</c>.</summary>
    public string ConsumerClaim { get; init; } = "sub";

    /// <summary>The text before the name of a caller, so that callers of different servers have different names. Default: none.</summary>
    public string? ConsumerPrefix { get; init; }

    /// <summary>
    /// Whether a token can name a configured consumer and so become it. Otherwise, a token that names one is rejected with 403.
    /// </summary>
    public bool MatchConsumers { get; init; }

    /// <summary>
    /// The member with the caller's groups: a text or a list. A path leads into objects: <c>realm_access.roles</c>. Default: none.
    /// </summary>
    public string? GroupsClaim { get; init; }

    /// <summary>The groups that tokens can grant; others are ignored. Default: all.</summary>
    public IReadOnlyList<string>? AllowedGroups { get; init; }

    /// <summary>The scopes that a token must have, all of them. Otherwise, the response is 403.</summary>
    public IReadOnlyList<string> RequiredScopes { get; init; } = [];

    /// <summary>
    /// The values that members of the answer must have: <c>{ client_id: [shop, app] }</c>. A member needs one of its values; with an empty
    /// list, it only has to exist. Otherwise, the response is 403.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RequiredClaims { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// Whether a token must be bound to a client certificate (RFC 8705). A token that is bound is never accepted without its certificate,
    /// whatever this option says.
    /// </summary>
    public bool RequireBinding { get; init; }

    /// <summary>
    /// The headers in which the upstream receives members of the answer: <c>{ client_id: X-Client }</c>. The client's own headers of these
    /// names are removed from every request.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClaimsToHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether to remove the token from the request before later plugins and the upstream see it.</summary>
    public bool HideCredentials { get; init; } = true;

    /// <summary>The realm in the challenge of a 401 response (RFC 9110, section 11.5), in printable ASCII.</summary>
    public string Realm { get; init; } = "gateway";

    /// <summary>
    /// Whether CORS preflights pass without a token, for an upstream that answers them itself. Not needed with the plugin <c>cors</c>,
    /// which answers preflights before authentication.
    /// </summary>
    public bool AllowPreflight { get; init; }

    /// <summary>Whether the addresses of authorization servers on other machines need <c>https</c>.</summary>
    public bool RequireHttps { get; init; } = true;

    /// <summary>
    /// The limit of unknown tokens per client address that the server says aren't active. Beyond it, tokens that aren't cached are
    /// answered with 429, and the server isn't asked.
    /// </summary>
    public FailureLimitOptions Failures { get; init; } = new();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => OptionsCheck.Check(this);

    /// <summary>Returns the name of the type: the default implementation of a record would include the secrets.</summary>
    public override string ToString() => nameof(OAuth2IntrospectionOptions);
}
