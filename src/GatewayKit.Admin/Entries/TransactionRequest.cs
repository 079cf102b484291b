namespace GatewayKit.Admin.Entries;

/// <summary>Changes of several entries, which become one revision: all of them, or none.</summary>
internal sealed record TransactionRequest
{
    /// <summary>The number of the revision that the changes are based on. A change of an entry that a later one has changed is a
    /// conflict.</summary>
    public required long BasedOn { get; init; }

    /// <summary>The changes, each of another entry.</summary>
    public required IReadOnlyList<EntryChangeRequest> Changes { get; init; }

    /// <summary>The labels that limit the changes: only entries with all of them can be changed, and new ones get them. Default: no
    /// limit.</summary>
    public IReadOnlyDictionary<string, string>? Scope { get; init; }

    /// <summary>The reason, up to 2,000 characters. Default: none.</summary>
    public string? Message { get; init; }
}
