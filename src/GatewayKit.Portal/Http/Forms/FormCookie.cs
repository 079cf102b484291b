using GatewayKit.Portal.Accounts;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Http.Forms;

/// <summary>
/// The cookie of the forms' tokens. It is always secure. The setting of the framework rejects requests without HTTPS instead, as those of a
/// proxy that ends TLS are.
/// </summary>
internal sealed class FormCookie : CookieBuilder
{
    public FormCookie()
    {
        Name = PortalCookies.Form;
        HttpOnly = true;
        SameSite = SameSiteMode.Strict;
        IsEssential = true;
        Path = "/";
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        return options;
    }
}
