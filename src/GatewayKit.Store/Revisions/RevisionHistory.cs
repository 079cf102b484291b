using GatewayKit.Store.Database;
using GatewayKit.Store.Database.Rows;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Revisions;

/// <summary>
/// Removes old revisions:
/// <list type="number">
/// <item>a transaction writes the oldest revision that is kept</item>
/// <item>other transactions delete some changes of earlier revisions each, in their order: those that a later one up to the oldest revision
/// replaces, and deletions of entries. The rest is the content of the oldest revision</item>
/// <item>others delete the revisions without changes</item>
/// </list>
/// Any node can do it at any time; while one does, the others don't.
/// </summary>
internal sealed class RevisionHistory(StoreDatabase database, StoreOptions options, TimeProvider time)
{
    /// <summary>The maximum difference between the clocks of the node and the database. Beyond, one of them is wrong.</summary>
    private static readonly TimeSpan s_maximumDifference = TimeSpan.FromMinutes(5);

    /// <summary>The time between two transactions, in which others can write.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The maximum number of rows that a transaction deletes.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Removes the revisions that no limit keeps.</summary>
    /// <returns>The oldest revision and the number of removed changes; null if another node does it just now.</returns>
    /// <exception cref="StoreUnavailableException">The database doesn't answer.</exception>
    public async Task<(long Oldest, long Removed)?> TrimAsync(CancellationToken cancellation)
    {
        if (await LockedAsync(AdvanceAsync, cancellation).ConfigureAwait(false) is not { } oldest)
            return null;

        var removed = 0L;
        while (await LockedAsync((context, end) => RemoveAsync(context, oldest, end), cancellation).ConfigureAwait(false) is { } count)
        {
            if (count == 0)
                return (oldest, removed);
            removed += count;
            await Task.Delay(s_pause, time, cancellation).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Determines and writes the oldest revision.</summary>
    internal async Task<long> AdvanceAsync(StoreContext context, CancellationToken cancellation)
    {
        var head = await StoreContents.HeadAsync(context, cancellation).ConfigureAwait(false);
        var known = await OldestRevision.ReadAsync(context, cancellation).ConfigureAwait(false);
        var oldest = await FindAsync(context, head, cancellation).ConfigureAwait(false);
        if (oldest <= known)
            return known;

        if (await context.History.FindAsync([HistoryRow.Only], cancellation).ConfigureAwait(false) is { } row)
            row.Oldest = oldest;
        else
            context.Add(new HistoryRow { Oldest = oldest });
        return oldest;
    }

    /// <summary>Deletes rows that the oldest revision and later ones don't need.</summary>
    /// <returns>The number of deleted rows.</returns>
    internal async Task<long> RemoveAsync(StoreContext context, long oldest, CancellationToken cancellation)
    {
        // In this order, because an entry whose deletion is removed before its content would come back.
        var changes = await context.Changes.AsNoTracking()
            .Where(change => change.Revision < oldest && (change.Content == null || context.Changes.Any(
                later => later.Key == change.Key && later.Revision > change.Revision && later.Revision <= oldest)))
            .OrderBy(change => change.Revision).ThenBy(change => change.Key)
            .Select(change => new { change.Revision, change.Key })
            .Take(BatchSize)
            .ToListAsync(cancellation).ConfigureAwait(false);
        context.RemoveRange(changes.Select(
            change => new ChangeRow { Revision = change.Revision, Key = change.Key, Kind = "", Id = "", Labels = "" }));
        if (changes.Count > 0)
            return changes.Count;

        var revisions = await context.Revisions.AsNoTracking()
            .Where(revision => revision.Number < oldest && !context.Changes.Any(change => change.Revision == revision.Number))
            .OrderBy(revision => revision.Number)
            .Select(revision => revision.Number)
            .Take(BatchSize)
            .ToListAsync(cancellation).ConfigureAwait(false);
        context.RemoveRange(revisions.Select(number => new RevisionRow { Number = number, Author = "", Message = "" }));
        return revisions.Count;
    }

    /// <returns>The result of the action; null if another node has the lock.</returns>
    internal Task<long?> LockedAsync(Func<StoreContext, CancellationToken, Task<long>> action, CancellationToken cancellation)
        => database.RunAsync(
            async context =>
            {
                var transaction = await context.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    if (!await database.Provider.TryLockHistoryAsync(context, cancellation).ConfigureAwait(false))
                        return (long?)null;

                    var result = await action(context, cancellation).ConfigureAwait(false);
                    await context.SaveChangesAsync(cancellation).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellation).ConfigureAwait(false);
                    return result;
                }
            },
            cancellation);

    /// <summary>Returns the first revision that a limit keeps.</summary>
    internal async Task<long> FindAsync(StoreContext context, long head, CancellationToken cancellation)
    {
        var oldest = head;
        if (options.History.KeepRevisions is { } count)
            oldest = Math.Min(oldest, head - count + 1);
        if (options.History.KeepTime is { } keep)
        {
            var now = await database.Provider.NowAsync(context, time, cancellation).ConfigureAwait(false);
            if ((time.GetUtcNow().UtcDateTime - now).Duration() > s_maximumDifference)
                return 0;

            var from = now - keep;
            var first = await context.Revisions.Where(revision => revision.Time >= from)
                .MinAsync(revision => (long?)revision.Number, cancellation).ConfigureAwait(false);
            oldest = Math.Min(oldest, first ?? head);
        }

        return oldest;
    }
}
