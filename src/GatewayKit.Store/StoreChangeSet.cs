namespace GatewayKit.Store;

/// <summary>Changes that become one revision: all of them, or none.</summary>
public sealed record StoreChangeSet
{
    /// <summary>The maximum number of changes.</summary>
    public const int MaximumChanges = 100_000;

    /// <summary>The changes, each of another entry.</summary>
    public required IReadOnlyList<StoreChange> Changes { get; init; }

    /// <summary>
    /// The number of the revision that the changes are based on. A change of an entry that a later revision has changed or deleted is a
    /// conflict; later changes of other entries aren't.
    /// </summary>
    public required long BasedOn { get; init; }

    /// <summary>The author, 1 to 200 characters.</summary>
    public required string Author { get; init; }

    /// <summary>The reason, up to 2,000 characters. Default: none.</summary>
    public string Message { get; init; } = "";

    /// <summary>
    /// The labels that limit the changes, such as those of a team: only entries that have all of them can be changed or deleted, and new
    /// entries get them. A change of another entry is an error. Default: no limit.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Scope { get; init; }

    /// <summary>Whether the contents are those of a revision: a text <c>***</c> in them isn't masked.</summary>
    internal bool IsOfRevision { get; init; }
}
