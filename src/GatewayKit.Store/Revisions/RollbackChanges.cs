namespace GatewayKit.Store.Revisions;

/// <summary>Determines the changes of a rollback.</summary>
internal static class RollbackChanges
{
    /// <summary>Returns the changes from the latest content to an earlier one, without entries that are the same.</summary>
    public static IReadOnlyList<StoreChange> Between(StoreContent latest, StoreContent earlier) =>
    [
        .. latest.Entries.Keys.Union(earlier.Entries.Keys)
            .Where(key => !ContentDifference.AreSame(latest.Find(key), earlier.Find(key)))
            .Select(key => ChangeTo(key, earlier.Find(key))),
    ];

    private static StoreChange ChangeTo(EntryKey key, StoreEntry? entry) => new()
    {
        Key = entry?.Key ?? key,
        Content = entry?.Content,
        Secrets = entry?.Secrets,
        Labels = entry?.Labels,
        Position = entry?.Position,
    };
}
