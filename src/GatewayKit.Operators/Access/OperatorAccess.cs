using System.Globalization;
using GatewayKit.Admin;
using GatewayKit.Admin.Access;
using GatewayKit.Admin.Http;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Operators.Access;

/// <summary>
/// Decides whether a request may have a page: as the admin API does, and with a session as well. A session's cookie is for its page only,
/// not for the API.
/// </summary>
internal sealed class OperatorAccess(AdminAccess access, AdminApiOptions options, Sessions sessions)
{
    private const string CookieName = "gatewaykit-operator";

    /// <summary>Gets whether operators can sign in with a key.</summary>
    public bool HasKeys => options.HasKeys;

    /// <summary>Returns the reason why a request may not have a page; null if it may.</summary>
    public AdminProblem? Check(HttpContext http, AdminRole role) => access.Check(http, role, sessions.Find(TokenOf(http)));

    /// <summary>Returns the reason why a request with this Host header, or from this page, may not have any page.</summary>
    public AdminProblem? CheckSource(HttpContext http) => access.CheckSource(http);

    /// <summary>Returns whether a request has a session.</summary>
    public bool HasSession(HttpContext http) => sessions.Find(TokenOf(http)) is not null;

    /// <summary>Logs a request that may have changed something.</summary>
    public void LogCall(HttpContext http) => access.LogCall(http);

    /// <summary>Begins a session if the key is valid. A session that the browser already has ends.</summary>
    /// <param name="http">The request.</param>
    /// <param name="key">The key.</param>
    /// <param name="path">The path of the pages.</param>
    /// <returns>The problem; null if the session has begun.</returns>
    public AdminProblem? SignIn(HttpContext http, string key, string path)
    {
        if (access.SignIn(http, key) is { } problem)
            return problem;

        sessions.End(TokenOf(http));
        http.Response.Cookies.Append(NameOf(http), sessions.Begin(AdminCaller.Of(http)), Options(http, path));
        return null;
    }

    /// <summary>Ends the session of a request.</summary>
    public void SignOut(HttpContext http, string path)
    {
        sessions.End(TokenOf(http));
        http.Response.Cookies.Delete(NameOf(http), Options(http, path));
    }

    private static string? TokenOf(HttpContext http) => http.Request.Cookies[NameOf(http)];

    /// <summary>Returns the name of the cookie. Browsers send cookies to all ports of a host, so gateways on one machine need
    /// several.</summary>
    private static string NameOf(HttpContext http) => http.Request.Host.Port is { } port
        ? string.Create(CultureInfo.InvariantCulture, $"{CookieName}-{port}") : CookieName;

    private static CookieOptions Options(HttpContext http, string path) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = path.Length == 0 ? "/" : path,
        IsEssential = true,
    };
}
