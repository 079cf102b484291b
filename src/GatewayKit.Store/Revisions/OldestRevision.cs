using GatewayKit.Store.Database;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Revisions;

/// <summary>
/// The oldest revision of the history. It is written before rows of earlier revisions are deleted. So what was read before it is complete
/// if it doesn't belong to an earlier revision.
/// </summary>
internal static class OldestRevision
{
    public static async Task<long> ReadAsync(StoreContext context, CancellationToken cancellation)
        => await context.History.MaxAsync(history => (long?)history.Oldest, cancellation).ConfigureAwait(false) ?? 1;

    /// <summary>Checks that the history still has what was just read. The empty store, revision 0, always can be read.</summary>
    /// <exception cref="RevisionRemovedException">A revision was removed.</exception>
    public static async Task CheckAsync(StoreContext context, CancellationToken cancellation, params IEnumerable<long> revisions)
    {
        var oldest = await ReadAsync(context, cancellation).ConfigureAwait(false);
        foreach (var revision in revisions)
        {
            if (revision > 0 && revision < oldest)
                throw new RevisionRemovedException(revision, oldest);
        }
    }
}
