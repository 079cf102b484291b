using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Portal.Accounts;

/// <summary>
/// Hides the cookies of the portal from everything but its pages. Otherwise, the gateway would forward them to upstreams, to which a
/// session is a credential.
/// </summary>
internal sealed class PortalCookieFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => http =>
        {
            Hide(http);
            return following(http);
        });
        next(app);
    };

    /// <summary>Gives a page of the portal its cookies back.</summary>
    public static void Restore(HttpContext http)
    {
        if (http.Features.Get<HiddenCookies>() is { } hidden)
            http.Request.Headers.Cookie = hidden.Value;
    }

    private static void Hide(HttpContext http)
    {
        var cookies = http.Request.Headers.Cookie;
        if (!cookies.Any(line => line?.Contains(PortalCookies.Session, StringComparison.Ordinal) == true))
            return;

        http.Features.Set(new HiddenCookies(cookies));
        var others = string.Join("; ", cookies.SelectMany(line => (line ?? "").Split(';', StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length > 0 && !pair.StartsWith(PortalCookies.Session, StringComparison.Ordinal)));
        http.Request.Headers.Cookie = others.Length > 0 ? others : StringValues.Empty;
    }

    private sealed record HiddenCookies(StringValues Value);
}
