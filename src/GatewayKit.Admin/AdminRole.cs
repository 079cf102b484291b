namespace GatewayKit.Admin;

/// <summary>The role of a caller of the admin API. A higher role may do everything that a lower one may do.</summary>
public enum AdminRole
{
    /// <summary>Reads.</summary>
    Viewer = 1,

    /// <summary>Also uses switches, explains requests, plans changes, and sends commands to plugins.</summary>
    Operator = 2,

    /// <summary>Also writes entries, rolls back, and issues credentials.</summary>
    Admin = 3,
}
