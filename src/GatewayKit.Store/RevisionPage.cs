using System.Collections.Immutable;

namespace GatewayKit.Store;

/// <summary>A page of revisions.</summary>
/// <param name="Revisions">The revisions, the latest first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; null if this is the last one.</param>
public sealed record RevisionPage(ImmutableArray<StoreRevision> Revisions, long? Next)
{
    /// <summary>The number of the oldest revision of the history; 1 if none was removed.</summary>
    public long Oldest { get; init; } = 1;
}
