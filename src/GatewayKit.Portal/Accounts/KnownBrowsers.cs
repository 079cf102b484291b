using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Accounts;

/// <summary>
/// The browsers that have signed in to a local account before: an encrypted cookie. They have attempts of their own, so that a stranger who
/// locks the account doesn't lock its owner out (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
/// </summary>
internal sealed class KnownBrowsers(IDataProtectionProvider protection, AccountLimits limits)
{
    /// <summary>The maximum number of accounts that a browser remembers.</summary>
    public const int MaximumAccounts = 4;

    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(365);

    private readonly IDataProtector _protector = protection.CreateProtector("known-browser");

    /// <summary>Makes this browser a known one of an account.</summary>
    public void Remember(HttpContext http, string prefix, Developer developer)
    {
        KnownBrowser[] known =
        [
            new KnownBrowser(Guid.NewGuid(), developer.Id, developer.SecurityStamp!),
            .. Read(http).Where(other => other.Developer != developer.Id).Take(MaximumAccounts - 1),
        ];
        http.Response.Cookies.Append(
            PortalCookies.Known, ProtectedJson.Protect(_protector, known), PortalCookies.Options(prefix, s_lifetime));
    }

    /// <summary>Counts an attempt of a known browser.</summary>
    /// <returns>Whether the browser is known and has an attempt left. Otherwise, the attempt is one of those that all other browsers
    /// share.</returns>
    public bool TryCount(HttpContext http, Developer developer)
        => Read(http).FirstOrDefault(known => known.Developer == developer.Id && known.Stamp == developer.SecurityStamp) is { } found
            && limits.TryCountKnown(found.Id);

    private KnownBrowser[] Read(HttpContext http)
        => ProtectedJson.Unprotect<KnownBrowser[]>(_protector, http.Request.Cookies[PortalCookies.Known]) ?? [];
}
