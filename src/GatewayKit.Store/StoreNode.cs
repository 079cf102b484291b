using System.Collections.Immutable;

namespace GatewayKit.Store;

/// <summary>The report of a node.</summary>
public sealed record StoreNode
{
    /// <summary>The node's name.</summary>
    public required string Name { get; init; }

    /// <summary>The number of the revision that the node runs.</summary>
    public required long Running { get; init; }

    /// <summary>The number of the latest revision that the node has read.</summary>
    public required long Latest { get; init; }

    /// <summary>The errors because of which the node doesn't run the latest revision; empty if it does, or is about to.</summary>
    public ImmutableArray<string> Errors { get; init; } = [];

    /// <summary>The time of the report in UTC, by the node's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets whether the node runs the latest revision that it has read.</summary>
    public bool IsCurrent => Running == Latest;
}
