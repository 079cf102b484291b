using System.Collections.Immutable;

namespace GatewayKit.Store;

/// <summary>An entry of a store: one route, cluster, group, consumer, plugin of every route, or setting.</summary>
public sealed record StoreEntry
{
    /// <summary>The key.</summary>
    public required EntryKey Key { get; init; }

    /// <summary>The content as JSON, with the keys of a configuration file. It can contain secrets.</summary>
    public required string Content { get; init; }

    /// <summary>The labels, such as the team that owns the entry. They aren't encrypted.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The JSON Pointers (RFC 6901) of values that are secret, whatever their names; see
    /// <see cref="StoreChange.Secrets"/>.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>The position among the plugins of every route, ascending; 0 for other kinds.</summary>
    public int Position { get; init; }

    /// <summary>The number of the revision that has last changed the entry.</summary>
    public long Version { get; init; }
}
