namespace GatewayKit.Plugins.Oidc;

/// <summary>How the gateway authenticates to the provider's token endpoint (OpenID Connect Core, section 9).</summary>
public enum ClientAuthentication
{
    /// <summary>With the secret in the header <c>Authorization</c>: <c>client_secret_basic</c>.</summary>
    Basic,

    /// <summary>With the secret in the body: <c>client_secret_post</c>.</summary>
    Post,

    /// <summary>With an assertion that the key signs: <c>private_key_jwt</c>.</summary>
    PrivateKeyJwt,

    /// <summary>As a public client, without a secret. PKCE protects the login.</summary>
    None,
}
