using System.Text.RegularExpressions;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Validates the rules that involve several options, or more than their text.</summary>
internal static partial class OptionsCheck
{
    private static readonly string[] s_ownParameters =
    [
        "response_type", "response_mode", "client_id", "client_secret", "redirect_uri", "scope", "state", "nonce", "code_challenge",
        "code_challenge_method", "request", "request_uri", "max_age", "prompt", "acr_values",
    ];

    public static IEnumerable<OptionsError> Check(OidcOptions options)
        => RemoteAddress.Validate("authority", options.Authority, options.RequireHttps)
            .Concat(Client(options))
            .Concat(Parameters(options))
            .Concat(Addresses(options))
            .Concat(Cookies(options))
            .Concat(Claims(options));

    private static IEnumerable<OptionsError> Client(OidcOptions options)
    {
        var method = options.ClientMethod;
        if (options.ClientSecret is not null && options.ClientKeyFile is not null)
            yield return new OptionsError("", "has both 'clientSecret' and 'clientKeyFile'; set only one of them");
        else if (method is ClientAuthentication.Basic or ClientAuthentication.Post && options.ClientSecret is null)
            yield return new OptionsError("clientAuthentication", "needs 'clientSecret'");
        else if (method == ClientAuthentication.PrivateKeyJwt && options.ClientKeyFile is null)
            yield return new OptionsError("clientAuthentication", "is private-key-jwt; it needs 'clientKeyFile'");
        else if (method == ClientAuthentication.None && (options.ClientSecret ?? options.ClientKeyFile) is not null)
            yield return new OptionsError("clientAuthentication", "is none; remove 'clientSecret' and 'clientKeyFile'");
    }

    private static IEnumerable<OptionsError> Parameters(OidcOptions options)
    {
        if (!options.Scopes.Contains("openid"))
            yield return new OptionsError("scopes", "must contain openid");
        for (var i = 0; i < options.Scopes.Count; i++)
        {
            if (!BearerChallenges.IsScope(options.Scopes[i]))
                yield return new OptionsError($"scopes[{i}]", $"is {HeaderOptions.Quoted(options.Scopes[i])}; it must be a scope without "
                    + "spaces, quotes and backslashes");
        }

        for (var i = 0; i < options.AcrValues.Count; i++)
        {
            if (options.AcrValues[i].Length is 0 or > 256 || options.AcrValues[i].Contains(' ', StringComparison.Ordinal))
                yield return new OptionsError($"acrValues[{i}]", "must have 1 to 256 characters without spaces");
        }

        foreach (var (name, value) in options.AuthorizeParameters)
        {
            if (s_ownParameters.Contains(name))
                yield return new OptionsError("authorizeParameters", $"sets '{name}'; the gateway or another option sets this parameter");
            if (name.Length is 0 or > 128 || value.Length > 1024)
                yield return new OptionsError("authorizeParameters", "must have names of 1 to 128 and values of at most 1024 characters");
        }
    }

    private static IEnumerable<OptionsError> Addresses(OidcOptions options)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (option, path) in new[]
        {
            ("callbackPath", options.CallbackPath), ("loginPath", options.LoginPath), ("logoutPath", options.LogoutPath),
            ("userEndpoint", options.UserEndpoint), ("backchannelLogoutPath", options.BackchannelLogoutPath),
        })
        {
            if (path is null)
                continue;
            if (path.Length > 256 || !OwnPath().IsMatch(path))
                yield return new OptionsError(option, $"is {HeaderOptions.Quoted(path)}; it must be a path such as /login, of letters, "
                    + "digits, '.', '_', '~' and '-', without empty segments");
            else if (!seen.Add(path))
                yield return new OptionsError(option, $"is {HeaderOptions.Quoted(path)}, which another option has as well");
        }

        if (!ReturnUrl.TryParse(options.PostLogoutRedirect, out _) && RemoteAddress.Parse(options.PostLogoutRedirect) is null)
        {
            yield return new OptionsError("postLogoutRedirect",
                $"is {HeaderOptions.Quoted(options.PostLogoutRedirect)}; it must be a path, or an absolute URL with https");
        }

        if (options.RedirectUri is { } redirect)
        {
            foreach (var error in RemoteAddress.Validate("redirectUri", redirect))
                yield return error;
            if (options.Hosts.Count > 0)
                yield return new OptionsError("hosts", "has no effect with 'redirectUri'; set only one of them");
        }

        for (var i = 0; i < options.Hosts.Count; i++)
        {
            if (!Host().IsMatch(options.Hosts[i]))
                yield return new OptionsError($"hosts[{i}]", $"is {HeaderOptions.Quoted(options.Hosts[i])}; it must be a host such as "
                    + "app.example.com or localhost:8080");
        }

        for (var i = 0; i < options.Csrf.TrustedOrigins.Count; i++)
        {
            var origin = options.Csrf.TrustedOrigins[i];
            if (RemoteAddress.Parse(origin) is not { } uri || uri.GetLeftPart(UriPartial.Authority) != origin)
            {
                yield return new OptionsError($"csrf.trustedOrigins[{i}]",
                    $"is {HeaderOptions.Quoted(origin)}; it must be an origin such as https://app.example.com, in lower case and without "
                        + "a path");
            }
        }

        if (options.Csrf.Header is { } header && !HttpSyntax.IsToken(header))
            yield return new OptionsError("csrf.header", $"is {HeaderOptions.Quoted(header)}; it must be a header name");
    }

    private static IEnumerable<OptionsError> Cookies(OidcOptions options)
    {
        var cookie = options.Cookie;
        var name = cookie.FullName;
        if (!HttpSyntax.IsToken(name))
            yield return new OptionsError("cookie.name", $"is {HeaderOptions.Quoted(name)}; it must be a cookie name");
        if (cookie.Domain is { } domain && !Host().IsMatch(domain))
            yield return new OptionsError("cookie.domain", $"is {HeaderOptions.Quoted(domain)}; it must be a domain such as example.com");
        if (cookie.Domain is not null && name.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase))
            yield return new OptionsError("cookie.name", "starts with __Host-, which doesn't allow 'cookie.domain'; use __Secure-");
        if (cookie.IdleTimeout > cookie.Lifetime && cookie.IdleTimeout != new SessionCookieOptions().IdleTimeout)
            yield return new OptionsError("cookie.idleTimeout", "is longer than 'cookie.lifetime'");
    }

    private static IEnumerable<OptionsError> Claims(OidcOptions options)
        => ClaimOptions.Validate(options)
            .Concat(ClaimHeaders.Validate("claimsToHeaders", options.ClaimsToHeaders))
            .Concat(Challenge.ValidateRealm("realm", options.Realm));

    [GeneratedRegex(@"\A(/[A-Za-z0-9._~-]+)+\z")]
    private static partial Regex OwnPath();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Host();
}
