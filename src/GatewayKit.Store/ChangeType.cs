namespace GatewayKit.Store;

/// <summary>The type of a change of an entry.</summary>
public enum ChangeType
{
    /// <summary>The entry is new.</summary>
    Added,

    /// <summary>The entry has another content, other labels or another position.</summary>
    Changed,

    /// <summary>The entry was deleted.</summary>
    Removed,
}
