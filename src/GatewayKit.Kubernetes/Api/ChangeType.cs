namespace GatewayKit.Kubernetes.Api;

/// <summary>The type of an event of a watch.</summary>
internal enum ChangeType
{
    /// <summary>An object was added or changed.</summary>
    Changed,

    /// <summary>An object was deleted.</summary>
    Deleted,

    /// <summary>Only the version has advanced.</summary>
    Bookmark,

    /// <summary>An object was changed to a shape that its kind doesn't have.</summary>
    Unreadable,
}
