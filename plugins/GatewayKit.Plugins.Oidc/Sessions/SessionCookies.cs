using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Writes the cookie of a session that continues.</summary>
internal sealed class SessionCookies(Realm realm, CookieJars jars, OidcErrors errors)
{
    /// <summary>
    /// Returns the <c>Set-Cookie</c> headers for a session. If another request has refreshed it meanwhile, they are those of the newer
    /// session: the browser must not go back to a refresh token that is used up.
    /// </summary>
    public string[] Renew(HttpRequest request, Session session)
    {
        var newest = realm.Refreshes.Newest(session);
        if (jars.Of(request) is not { } jar)
            return [];
        if (jar.WriteSession(request, realm.Sessions.Close(newest)) is { } cookies)
            return [.. cookies];

        errors.RefreshFailed("The new tokens are too large for a cookie. Request fewer scopes and claims.");
        return [];
    }

    /// <summary>Returns a response of the plugin with these headers.</summary>
    public GatewayResponse Renew(HttpRequest request, Session session, GatewayResponse response)
        => Renew(request, session).Aggregate(response, (one, cookie) => one.WithHeader("Set-Cookie", cookie));
}
