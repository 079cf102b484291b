using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Accounts;

/// <summary>The cookies of the portal. Only HTTPS carries them, and no script reads them.</summary>
internal static class PortalCookies
{
    public const string Session = "gatewaykit-portal";
    public const string Flash = "gatewaykit-portal-flash";
    public const string Known = "gatewaykit-portal-known";
    public const string Form = "gatewaykit-portal-form";

    /// <summary>Returns the options of a cookie, which is only sent to the portal.</summary>
    /// <param name="prefix">The path of the catalog, without a trailing slash.</param>
    /// <param name="lifetime">Its lifetime; null if it ends with the browser.</param>
    public static CookieOptions Options(string prefix, TimeSpan? lifetime = null) => new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = prefix.Length == 0 ? "/" : prefix,
        MaxAge = lifetime,
        IsEssential = true,
    };
}
