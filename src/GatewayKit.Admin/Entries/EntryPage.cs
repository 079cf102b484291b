namespace GatewayKit.Admin.Entries;

/// <summary>A page of entries.</summary>
/// <param name="Revision">The number of the revision that the page was read from.</param>
/// <param name="Items">The entries, in the order of their keys.</param>
/// <param name="Next">The cursor of the next page; absent on the last one.</param>
internal sealed record EntryPage(long Revision, IReadOnlyList<EntryDocument> Items, string? Next);
