namespace GatewayKit.Admin.Entries;

/// <summary>A request to write the content of an earlier revision as a new one.</summary>
internal sealed record RollbackRequest
{
    /// <summary>The number of the latest revision that the caller knows: a later change of an entry that the rollback changes is a
    /// conflict. Default: the latest one.</summary>
    public long? BasedOn { get; init; }

    /// <summary>The reason, up to 2,000 characters. Default: a text with the number of the earlier revision.</summary>
    public string? Message { get; init; }

    /// <summary>Whether consumers of the developer portal, with their keys, are rolled back, too. Revoked keys, and applications that were
    /// deleted or blocked, then work again. Keys that were issued later stop working. Default: consumers of the developer portal, with
    /// their keys, stay as they are.</summary>
    public bool IncludePortal { get; init; }
}
