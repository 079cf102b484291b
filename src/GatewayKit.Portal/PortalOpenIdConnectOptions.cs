namespace GatewayKit.Portal;

/// <summary>The OpenID Connect provider of a company, whose users sign in to the portal (authorization code with PKCE).</summary>
public sealed class PortalOpenIdConnectOptions
{
    /// <summary>The address of the provider, whose discovery document is below it: https, or http on the same machine. Required.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The id of the client that is registered at the provider, with the redirect URI <c>ADDRESS/account/provider/callback</c>.
    /// Required.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The secret of the client. Default: none, for a public client.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The name of the provider on the page to sign in. Default: <c>your company</c>.</summary>
    public string Name { get; set; } = "your company";

    /// <summary>The scopes that are requested, besides <c>openid</c>. Default: <c>profile</c> and <c>email</c>.</summary>
    public IList<string> Scopes { get; } = ["profile", "email"];

    /// <summary>The claim with the groups of a user. Default: <c>groups</c>.</summary>
    public string GroupClaim { get; set; } = "groups";
}
