namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>A value of the attribute <c>SameSite</c> (RFC 6265bis, section 4.1.2.7).</summary>
public enum CookieSameSite
{
    /// <summary>Only requests from pages of the same site have the cookie.</summary>
    Strict,

    /// <summary>Links from other sites have the cookie, too.</summary>
    Lax,

    /// <summary>All requests have the cookie. Browsers require <c>Secure</c>.</summary>
    None,
}
