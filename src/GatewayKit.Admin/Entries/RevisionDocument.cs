using GatewayKit.Store;

namespace GatewayKit.Admin.Entries;

/// <summary>A revision of the store.</summary>
/// <param name="Number">The number.</param>
/// <param name="Time">The time in UTC, by the clock of the node that wrote it.</param>
/// <param name="Author">The caller who wrote it.</param>
/// <param name="Message">The reason; empty if none was stated.</param>
/// <param name="ChangeCount">The number of changed entries.</param>
/// <param name="Changes">The changed entries; in a list of revisions, the first 50 of each.</param>
internal sealed record RevisionDocument(
    long Number, DateTimeOffset Time, string Author, string Message, int ChangeCount, IReadOnlyList<EntryChange> Changes)
{
    public static RevisionDocument Of(StoreRevision revision) => new(
        revision.Number, revision.Time, revision.Author, revision.Message, revision.ChangeCount,
        [.. revision.Changes.Select(change => new EntryChange(change.Key, change.Type))]);
}
