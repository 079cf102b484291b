namespace GatewayKit.Authentication;

/// <summary>How the gateway authenticates to an authorization server (RFC 6749, section 2.3.1).</summary>
public enum ClientAuthentication
{
    /// <summary>In the header <c>Authorization</c>, with the scheme Basic.</summary>
    Basic,

    /// <summary>In the form: <c>client_id</c> and <c>client_secret</c>.</summary>
    Post,
}
