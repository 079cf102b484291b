namespace GatewayKit.Configuration.Portal;

/// <summary>Who approves a subscription.</summary>
public enum PortalApproval
{
    /// <summary>The portal, at once. The default.</summary>
    Automatic,

    /// <summary>The owner of the API.</summary>
    Owner,
}
