namespace GatewayKit.Plugins.Oidc;

/// <summary>Which requests from other sites carry the session cookie (RFC 6265bis, section 5.6.7).</summary>
public enum SameSite
{
    /// <summary>Only navigations to the site.</summary>
    Lax,

    /// <summary>None, not even a link to the site.</summary>
    Strict,

    /// <summary>All, for a page that is in another site's frame, or calls the gateway from another site.</summary>
    None,
}
