namespace GatewayKit.Configuration.Portal;

/// <summary>The readers who see a part of the portal, if it isn't limited to groups.</summary>
public enum PortalAudience
{
    /// <summary>Everybody who reaches the portal.</summary>
    Public,

    /// <summary>Users that the host has authenticated.</summary>
    SignedIn,
}
