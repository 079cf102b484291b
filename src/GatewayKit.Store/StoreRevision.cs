using System.Collections.Immutable;

namespace GatewayKit.Store;

/// <summary>A revision: the changes of one transaction.</summary>
public sealed record StoreRevision
{
    /// <summary>The maximum number of changes of each revision in a list.</summary>
    public const int ListedChanges = 50;

    /// <summary>The number, from 1, without gaps. Old revisions can be removed (<see cref="StoreOptions.History"/>).</summary>
    public required long Number { get; init; }

    /// <summary>The time in UTC, by the clock of the node that wrote it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The author.</summary>
    public required string Author { get; init; }

    /// <summary>The reason; empty if none was stated.</summary>
    public required string Message { get; init; }

    /// <summary>The changed entries by key. In a list of revisions, the first <see cref="ListedChanges"/>.</summary>
    public ImmutableArray<RevisionChange> Changes { get; init; } = [];

    /// <summary>The number of all changed entries.</summary>
    public int ChangeCount { get; init; }
}
