using System.ComponentModel.DataAnnotations;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The options of <c>oidc</c>. Entries with the same authority, client, cookie and keys share their sessions.</summary>
public sealed record OidcOptions : IValidatedOptions, IClaimOptions, IDescribedOptions
{
    /// <summary>The URL of the identity provider, which is the issuer of its tokens. The rest is found by OpenID Connect Discovery, at
    /// <c>/.well-known/openid-configuration</c>.</summary>
    public required string Authority { get; init; }

    /// <summary>The id of the gateway at the provider.</summary>
    [StringLength(1024, MinimumLength = 1)]
    public required string ClientId { get; init; }

    /// <summary>The secret of the gateway.</summary>
    [Secret, StringLength(4096, MinimumLength = 1)]
    public string? ClientSecret { get; init; }

    /// <summary>The file with the private key of the gateway in PEM, instead of a secret: RSA with at least 2048 bits (RS256), or P-256
    /// (ES256).</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary>How the gateway authenticates to the provider. Default: <c>basic</c> with a secret, <c>private-key-jwt</c> with a key,
    /// otherwise <c>none</c>.</summary>
    public ClientAuthentication? ClientAuthentication { get; init; }

    /// <summary>The audience of the assertions of <c>private-key-jwt</c>, for providers that need the address of their token endpoint.
    /// Default: the issuer.</summary>
    [StringLength(2048, MinimumLength = 1)]
    public string? ClientAssertionAudience { get; init; }

    /// <summary>The scopes to request, with <c>openid</c>. Many providers need <c>offline_access</c> for sessions that outlast the access
    /// token.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Scopes { get; init; } = ["openid"];

    /// <summary>The response to a request without a session: <c>redirect</c> sends a browser that opens a page to the login, and answers
    /// every other request with 401; <c>401</c> answers every request with 401.</summary>
    [RegularExpression("redirect|401", ErrorMessage = "must be redirect or 401")]
    public string Unauthenticated { get; init; } = "redirect";

    /// <summary>The path to which the provider sends the browser back. A route with the plugin must match it.</summary>
    public string CallbackPath { get; init; } = "/.gatewaykit/oidc/callback";

    /// <summary>The path that starts a login, with the query parameter <c>returnUrl</c>.</summary>
    public string LoginPath { get; init; } = "/.gatewaykit/oidc/login";

    /// <summary>The path that ends the session here and at the provider.</summary>
    public string LogoutPath { get; init; } = "/.gatewaykit/oidc/logout";

    /// <summary>The path to which the provider reports logouts (OpenID Connect Back-Channel Logout). Default: none.</summary>
    public string? BackchannelLogoutPath { get; init; }

    /// <summary>The path that returns the claims of the user as JSON.</summary>
    public string UserEndpoint { get; init; } = "/.gatewaykit/oidc/user";

    /// <summary>Where the browser goes after a logout: a path, or an absolute URL. It must be registered at the provider.</summary>
    public string PostLogoutRedirect { get; init; } = "/";

    /// <summary>The hosts for which a login is possible, such as <c>app.example.com</c>. Without any, those of the route that have no
    /// wildcard; if it has none either, only this machine (<c>localhost</c>).</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The address of the callback as the browser sees it, instead of <c>hosts</c>: for a proxy in front that changes the host or
    /// the path.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>The session cookie.</summary>
    public SessionCookieOptions Cookie { get; init; } = new();

    /// <summary>The keys that encrypt the cookies.</summary>
    public KeyRingOptions DataProtection { get; init; } = new();

    /// <summary>Protects requests with the session cookie from pages of other sites.</summary>
    public CsrfOptions Csrf { get; init; } = new();

    /// <summary>The time before the access token expires in which the gateway refreshes it.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan RefreshAhead { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the upstream receives the access token. With <c>forward</c>, it receives no other <c>Authorization</c>: without a
    /// session, that of the client is removed unless another plugin has verified its token.</summary>
    public TokenForwarding Tokens { get; init; }

    /// <summary>Whether to add the claims of the provider's UserInfo endpoint at the login.</summary>
    public bool Userinfo { get; init; }

    /// <summary>The claim that names the caller; a path as for <c>groupsClaim</c>.</summary>
    public string ConsumerClaim { get; init; } = "sub";

    /// <summary>The text before the name of a caller, so that users of different providers have different names: <c>staff:</c>.</summary>
    public string ConsumerPrefix { get; init; } = "";

    /// <summary>Whether a user can have the name of a configured consumer and so become it. Otherwise, the response is 403.</summary>
    public bool MatchConsumers { get; init; }

    /// <summary>The claim with the caller's groups: a text or a list. A path leads into objects: <c>realm_access.roles</c>. Default:
    /// none.</summary>
    public string? GroupsClaim { get; init; }

    /// <summary>The groups that the claim can grant; others are ignored. Default: all.</summary>
    public IReadOnlyList<string>? AllowedGroups { get; init; }

    /// <summary>The values that claims must have: <c>{ email_verified: ["true"] }</c>. A claim needs one of its values; with an empty list,
    /// it only has to exist. Otherwise, the response is 403.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RequiredClaims { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The headers in which the upstream receives claims, by claim: <c>{ email: X-User-Email }</c>. The client's own headers of
    /// these names are removed from every request.</summary>
    public IReadOnlyDictionary<string, string> ClaimsToHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>The authentication context classes to request, in the order of preference. To enforce one, set
    /// <c>requiredClaims: { acr: [...] }</c>.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> AcrValues { get; init; } = [];

    /// <summary>The question to the user at the provider: <c>login</c>, <c>consent</c> or <c>select_account</c>, for example.</summary>
    [RegularExpression("[a-z_]{1,32}( [a-z_]{1,32}){0,3}")]
    public string? Prompt { get; init; }

    /// <summary>The time before the login within which the user must have authenticated at the provider.</summary>
    [DurationRange("0s", "30d")]
    public TimeSpan? MaxAge { get; init; }

    /// <summary>More parameters of the authorization request, such as <c>{ audience: orders }</c>.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, string> AuthorizeParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The difference of clocks that is tolerated for the provider's tokens.</summary>
    [DurationRange("0s", "5m")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time to wait for the provider.</summary>
    [DurationRange("10ms", "15s")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the addresses of providers on other machines need <c>https</c>.</summary>
    public bool RequireHttps { get; init; } = true;

    /// <summary>The realm in the challenge of a 401 response (RFC 9110, section 11.5), in printable ASCII.</summary>
    public string Realm { get; init; } = "gateway";

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => OptionsCheck.Check(this);

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        description
            .Add(new ApiCredential(ApiCredentialKind.OpenIdConnect, $"{Authority.TrimEnd('/')}/.well-known/openid-configuration"))
            .AddNote("Browsers sign in at the provider, and the session is in a cookie.")
            .Add(new ApiAnswer(401, "The request has no session."));
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the secret.</summary>
    public override string ToString() => nameof(OidcOptions);

    IReadOnlyList<string>? IClaimOptions.RequiredScopes => null;

    /// <summary>How the gateway authenticates, with the default.</summary>
    internal ClientAuthentication ClientMethod => ClientAuthentication
        ?? (ClientSecret is not null ? Oidc.ClientAuthentication.Basic
            : ClientKeyFile is not null ? Oidc.ClientAuthentication.PrivateKeyJwt
            : Oidc.ClientAuthentication.None);
}
