namespace GatewayKit.Plugins.Oidc;

/// <summary>Whether the upstream receives the user's access token.</summary>
public enum TokenForwarding
{
    /// <summary>No.</summary>
    None,

    /// <summary>Yes, as <c>Authorization: Bearer TOKEN</c>.</summary>
    Forward,
}
