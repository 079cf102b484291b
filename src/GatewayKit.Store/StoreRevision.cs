using System.Collections.Immutable;

namespace GatewayKit.Store;

/// <summary>A revision: the changes of one transaction.</summary>
public sealed record StoreRevision
{
    /// <summary>The number, from 1, without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>The time in UTC, by the clock of the node that wrote it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The author.</summary>
    public required string Author { get; init; }

    /// <summary>The reason; empty if none was stated.</summary>
    public required string Message { get; init; }

    /// <summary>The changed entries.</summary>
    public ImmutableArray<RevisionChange> Changes { get; init; } = [];
}
