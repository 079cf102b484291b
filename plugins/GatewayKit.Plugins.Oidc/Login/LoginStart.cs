using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.Oidc;

/// <summary>
/// Sends a browser to the login (OpenID Connect Core, section 3.1.2.1). The state, the nonce and the secret of PKCE are in a cookie of this
/// login, so that only this browser can complete it.
/// </summary>
internal sealed class LoginStart(
    OidcOptions options, IdentityProvider provider, Realm realm, OwnHosts hosts, CookieJars jars, OidcErrors errors, TimeProvider time)
{
    /// <summary>The maximum number of logins that a browser can have started at the same time; the oldest ones are dropped.</summary>
    public const int MaximumPending = 5;

    /// <summary>Starts a login.</summary>
    /// <param name="request">The request.</param>
    /// <param name="returnUrl">Where the browser goes afterwards: a valid path.</param>
    /// <param name="cancellation">Cancels waiting for the provider.</param>
    public async ValueTask<GatewayResponse> StartAsync(HttpRequest request, string returnUrl, CancellationToken cancellation)
    {
        if (hosts.RedirectUri(request) is not { } redirectUri || jars.Of(request) is not { } jar)
            return Problems.Host;
        if (!realm.Routes.Match(options.CallbackPath))
        {
            errors.NoRoute(options.CallbackPath);
            return Problems.NoRoute;
        }

        if (await provider.FindAsync(cancellation).ConfigureAwait(false) is not { } metadata)
            return Problems.Unavailable;
        if (metadata.Endpoint("authorization_endpoint") is not { } endpoint)
        {
            errors.LoginFailed("The metadata of the provider has no valid 'authorization_endpoint'.");
            return Problems.ProviderFailed;
        }

        var login = new PendingLogin
        {
            State = LoginState.Create(time),
            Nonce = RandomText.Create(),
            Verifier = RandomText.Create(),
            ReturnUrl = IsOwnPath(returnUrl) ? ReturnUrl.Home : returnUrl,
            RedirectUri = redirectUri,
            Created = time.GetUtcNow().ToUnixTimeSeconds(),
        };
        var response = new GatewayResponse(302)
            .WithHeader("Location", QueryHelpers.AddQueryString(endpoint.AbsoluteUri, Parameters(login)))
            .WithHeader("Cache-Control", "no-store")
            .WithHeader("Set-Cookie", jar.WriteLogin(login.State, realm.Logins.Close(login), PendingLogin.Lifetime));
        foreach (var old in jar.PendingLogins(request).Order(StringComparer.Ordinal).SkipLast(MaximumPending - 1))
            response = response.WithHeader("Set-Cookie", jar.DeleteLogin(old));
        return response;
    }

    private IEnumerable<KeyValuePair<string, string?>> Parameters(PendingLogin login)
    {
        yield return new("response_type", "code");
        yield return new("client_id", options.ClientId);
        yield return new("redirect_uri", login.RedirectUri);
        yield return new("scope", string.Join(' ', options.Scopes));
        yield return new("state", login.State);
        yield return new("nonce", login.Nonce);
        yield return new("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(login.Verifier))));
        yield return new("code_challenge_method", "S256");
        if (options.MaxAge is { } age)
            yield return new("max_age", ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (options.Prompt is { } prompt)
            yield return new("prompt", prompt);
        if (options.AcrValues.Count > 0)
            yield return new("acr_values", string.Join(' ', options.AcrValues));
        foreach (var (name, value) in options.AuthorizeParameters)
            yield return new(name, value);
    }

    // After a login, the browser must not log out, or log in again.
    private bool IsOwnPath(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? url : url[..end];
        return path == options.LoginPath || path == options.LogoutPath || path == options.CallbackPath;
    }
}
