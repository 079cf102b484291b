using System.Collections.Immutable;

namespace GatewayKit.Store.Revisions;

/// <summary>The changes of a rollback.</summary>
/// <param name="Changes">The changes from the latest content to the earlier one, without entries that are the same.</param>
/// <param name="Kept">The entries of the developer portal that differ and stay as they are.</param>
internal sealed record RollbackChanges(IReadOnlyList<StoreChange> Changes, ImmutableArray<EntryKey> Kept)
{
    /// <summary>Determines the changes. An entry that belongs to the portal by its name, or in one of the contents, stays: otherwise, a key
    /// that a developer has revoked would work again, also if an operator has taken the consumer over, or it was deleted
    /// meanwhile.</summary>
    public static RollbackChanges Between(StoreContent latest, StoreContent earlier, bool includePortal)
    {
        var keys = latest.Entries.Keys.Union(earlier.Entries.Keys)
            .Where(key => !ContentDifference.AreSame(latest.Find(key), earlier.Find(key)))
            .ToLookup(key => !includePortal && (PortalEntries.ApplicationOf(key) is not null
                || PortalEntries.Has(latest.Find(key)) || PortalEntries.Has(earlier.Find(key))));
        return new RollbackChanges(
            [.. keys[false].Select(key => ChangeTo(key, earlier.Find(key)))],
            [.. keys[true].OrderBy(key => key.Normalized, StringComparer.Ordinal)]);
    }

    private static StoreChange ChangeTo(EntryKey key, StoreEntry? entry) => new()
    {
        Key = entry?.Key ?? key,
        Content = entry?.Content,
        Secrets = entry?.Secrets,
        Labels = entry?.Labels,
        Position = entry?.Position,
    };
}
