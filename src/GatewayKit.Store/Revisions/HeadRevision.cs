using GatewayKit.Store.Database;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Revisions;

/// <summary>The identity of a revision. After a backup was restored, another revision can have its number.</summary>
internal sealed record HeadRevision(long Number, DateTime Time, string Author, string Message)
{
    /// <summary>Reads the latest revision, or the one with a number.</summary>
    /// <returns>The revision; null if there is none.</returns>
    public static Task<HeadRevision?> ReadAsync(StoreContext context, CancellationToken cancellation, long? number = null)
        => context.Revisions.AsNoTracking()
            .Where(revision => number == null || revision.Number == number)
            .OrderByDescending(revision => revision.Number)
            .Select(revision => new HeadRevision(revision.Number, revision.Time, revision.Author, revision.Message))
            .FirstOrDefaultAsync(cancellation);
}
