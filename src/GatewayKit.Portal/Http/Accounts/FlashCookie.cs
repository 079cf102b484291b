using GatewayKit.Portal.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>
/// Carries the message of a form, and a new key, over the redirect to the next page: encrypted, for a minute, and deleted by that page. So
/// a page that is loaded again neither repeats the form nor shows the key.
/// </summary>
internal sealed class FlashCookie(AccountServices services, TimeProvider time)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(1);

    private IDataProtector Protector => services.Protection.CreateProtector("flash");

    public void Write(PortalRequest request, string notice, string? key = null)
        => request.Http.Response.Cookies.Append(
            PortalCookies.Flash,
            ProtectedJson.Protect(
                Protector, new Flash(request.Reader?.Id, notice, time.GetUtcNow() + s_lifetime) { Key = key }),
            PortalCookies.Options(request.Prefix, s_lifetime));

    public Flash? Take(PortalRequest request)
    {
        if (!request.Http.Request.Cookies.TryGetValue(PortalCookies.Flash, out var cookie))
            return null;

        request.Http.Response.Cookies.Delete(PortalCookies.Flash, PortalCookies.Options(request.Prefix));
        return ProtectedJson.Unprotect<Flash>(Protector, cookie) is { } flash
            && flash.Expires > time.GetUtcNow() && flash.Reader == request.Reader?.Id
            ? flash
            : null;
    }
}
