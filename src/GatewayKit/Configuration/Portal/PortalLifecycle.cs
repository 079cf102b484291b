namespace GatewayKit.Configuration.Portal;

/// <summary>The stage in the life of a version.</summary>
public enum PortalLifecycle
{
    /// <summary>In use. The default.</summary>
    Active,

    /// <summary>Not final: it may change without notice.</summary>
    Preview,

    /// <summary>Still served, but replaced by another version.</summary>
    Deprecated,

    /// <summary>No longer served.</summary>
    Retired,
}
