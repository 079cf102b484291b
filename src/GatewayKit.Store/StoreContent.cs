using System.Collections.Immutable;

namespace GatewayKit.Store;

/// <summary>The entries of a store as of a revision.</summary>
/// <param name="Revision">The number of the revision; 0 for an empty store.</param>
/// <param name="Entries">The entries by their keys.</param>
public sealed record StoreContent(long Revision, ImmutableDictionary<EntryKey, StoreEntry> Entries)
{
    /// <summary>Gets the content of an empty store.</summary>
    public static StoreContent Empty { get; } = new(0, ImmutableDictionary<EntryKey, StoreEntry>.Empty);

    /// <summary>Returns the entry of a key; null if there is none.</summary>
    /// <param name="key">The key.</param>
    public StoreEntry? Find(EntryKey key) => Entries.GetValueOrDefault(key);
}
