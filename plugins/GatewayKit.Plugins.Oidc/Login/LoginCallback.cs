using System.Text.Encodings.Web;
using GatewayKit.Tokens;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Oidc;

/// <summary>
/// Completes a login, in this order:
/// <list type="number">
/// <item>the state must belong to a login that this browser has started, and is used up</item>
/// <item>the response must come from the provider (RFC 9207)</item>
/// <item>the code is exchanged for tokens, with the secret of PKCE</item>
/// <item>the ID token must be valid, for this gateway and for this login</item>
/// <item>the session cookie is set, and the browser returns to its page</item>
/// </list>
/// </summary>
internal sealed class LoginCallback(
    OidcOptions options, IdentityProvider provider, Realm realm, Logouts logouts, CookieJars jars, OidcErrors errors, TimeProvider time)
{
    /// <summary>Completes a login.</summary>
    public async ValueTask<GatewayResponse> CompleteAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!HttpMethods.IsGet(request.Method))
            return Problems.MethodNotAllowed.WithHeader("Allow", "GET");
        if (!LoginResponse.TryRead(request, out var response))
            return Problems.Malformed;
        if (jars.Of(request) is not { } jar || Find(request, jar, response.State) is not { } login)
            return Problems.UnknownLogin;

        GatewayResponse answer;
        try
        {
            answer = await RedeemAsync(request, jar, login, response, cancellation).ConfigureAwait(false);
        }
        catch (ProviderException error)
        {
            errors.LoginFailed(error.Message);
            answer = error.RefusesGrant ? Problems.CodeRefused : error.IsUnavailable ? Problems.Unavailable : Problems.ProviderFailed;
        }
        catch (CounterStoreException error)
        {
            errors.LoginFailed(error.Message);
            answer = Problems.StoreUnavailable;
        }

        return answer.WithHeader("Set-Cookie", jar.DeleteLogin(login.State));
    }

    private PendingLogin? Find(HttpRequest request, CookieJar jar, string state)
    {
        if (jar.ReadLogin(request, state) is not { } value || realm.Logins.Open(value) is not { } login
            || !ConstantTime.AreEqual(login.State, state))
            return null;

        return time.GetUtcNow().ToUnixTimeSeconds() - login.Created <= (long)PendingLogin.Lifetime.TotalSeconds ? login : null;
    }

    private async ValueTask<GatewayResponse> RedeemAsync(
        HttpRequest request, CookieJar jar, PendingLogin login, LoginResponse response, CancellationToken cancellation)
    {
        if (await provider.FindAsync(cancellation).ConfigureAwait(false) is not { } metadata)
            return Problems.Unavailable;
        if (response.Issuer is null ? metadata.Has("authorization_response_iss_parameter_supported") : response.Issuer != metadata.Issuer)
            return Problems.Malformed;
        if (response.Error is { } error)
            return Refuse(error);

        if (!await logouts.TryUseLoginAsync(login.State, cancellation).ConfigureAwait(false))
            return Problems.UnknownLogin;

        var session = await RedeemAsync(login, response.Code!, cancellation).ConfigureAwait(false);
        if (jar.WriteSession(request, realm.Sessions.Close(session)) is not { } cookies)
        {
            errors.LoginFailed("The tokens are too large for a cookie. Request fewer scopes and claims.");
            return Problems.SessionTooLarge;
        }

        return cookies.Aggregate(Return(login.ReturnUrl), (answer, cookie) => answer.WithHeader("Set-Cookie", cookie));
    }

    private async Task<Session> RedeemAsync(PendingLogin login, string code, CancellationToken cancellation)
    {
        var tokens = await provider.RequestAsync(
            [
                new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", login.RedirectUri),
                new("code_verifier", login.Verifier),
            ],
            cancellation).ConfigureAwait(false);
        if (tokens.IdToken is not { } idToken)
            throw new ProviderException("The response of the token endpoint has no ID token.");

        var expected = new IdTokenExpectation
        {
            Nonce = login.Nonce,
            AccessToken = tokens.AccessToken!,
            Code = code,
            MaximumAge = options.MaxAge,
        };
        var claims = await provider.IdTokens.ValidateAsync(idToken, expected, cancellation).ConfigureAwait(false);
        var subject = SessionClaims.Text(claims, "sub")!;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return new Session
        {
            Id = RandomText.Create(),
            Created = now,
            Seen = now,
            Obtained = now,
            Expires = Refresher.ExpiryOf(tokens, now),
            Logouts = await logouts.CountAsync(subject, cancellation).ConfigureAwait(false),
            ProviderSession = SessionClaims.Text(claims, "sid"),
            IdToken = idToken,
            AccessToken = tokens.AccessToken!,
            RefreshToken = TokenEndpoint.IsToken(tokens.RefreshToken) ? tokens.RefreshToken : null,
            UserInfo = options.Userinfo
                ? await provider.UserInfoAsync(tokens.AccessToken!, subject, cancellation).ConfigureAwait(false)
                : null,
        };
    }

    // Only registered codes are repeated in the log: the rest is text of the browser.
    private GatewayResponse Refuse(string error)
    {
        switch (error)
        {
            case "access_denied":
                return Problems.Denied;
            case "login_required" or "interaction_required" or "consent_required" or "account_selection_required":
                return Problems.NeedsInteraction;
            case "temporarily_unavailable":
                return Problems.Unavailable;
            default:
                var code = error is "invalid_request" or "unauthorized_client" or "unsupported_response_type" or "invalid_scope"
                    or "server_error" ? $" ({error})" : "";
                errors.LoginFailed($"The authorization endpoint refused the request{code}.");
                return Problems.ProviderFailed;
        }
    }

    // The provider's redirect comes from another site: a strict cookie is sent only after a step from a page of this one.
    private GatewayResponse Return(string url)
    {
        var response = options.Cookie.SameSite == SameSite.Strict
            ? GatewayResponse.Text(
                200,
                $"<!doctype html><title>Login</title><meta http-equiv=\"refresh\" content=\"0;url={HtmlEncoder.Default.Encode(url)}\">",
                "text/html; charset=utf-8").WithHeader("Content-Security-Policy", "default-src 'none'")
            : new GatewayResponse(302).WithHeader("Location", url);
        return response.WithHeader("Cache-Control", "no-store").WithHeader("Referrer-Policy", "no-referrer");
    }
}
