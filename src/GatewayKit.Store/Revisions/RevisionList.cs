using System.Collections.Immutable;
using GatewayKit.Store.Database;
using GatewayKit.Store.Database.Rows;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Revisions;

/// <summary>Lists revisions.</summary>
internal sealed class RevisionList(StoreDatabase database)
{
    public Task<RevisionPage> ListAsync(int limit, long? before, CancellationToken cancellation) => database.RunAsync(
        async context =>
        {
            var revisions = await context.Revisions.AsNoTracking()
                .Where(revision => before == null || revision.Number < before)
                .OrderByDescending(revision => revision.Number)
                .Take(limit + 1)
                .ToListAsync(cancellation).ConfigureAwait(false);
            var listed = await WithChangesAsync(
                context, [.. revisions.Take(limit)], StoreRevision.ListedChanges, cancellation).ConfigureAwait(false);
            var oldest = await OldestRevision.ReadAsync(context, cancellation).ConfigureAwait(false);
            return new RevisionPage(
                [.. listed.Where(revision => revision.Number >= oldest)],
                revisions.Count > limit && revisions[limit].Number >= oldest ? revisions[limit - 1].Number : null)
            {
                Oldest = oldest,
            };
        },
        cancellation);

    /// <exception cref="RevisionRemovedException">The revision was removed.</exception>
    public Task<StoreRevision?> FindAsync(long number, CancellationToken cancellation) => database.RunAsync(
        async context =>
        {
            var revisions = await context.Revisions.AsNoTracking().Where(revision => revision.Number == number)
                .ToArrayAsync(cancellation).ConfigureAwait(false);
            var found = await WithChangesAsync(context, revisions, StoreChangeSet.MaximumChanges, cancellation).ConfigureAwait(false);
            await OldestRevision.CheckAsync(context, cancellation, number).ConfigureAwait(false);
            return found.FirstOrDefault();
        },
        cancellation);

    /// <summary>Returns the last revisions that have deleted entries after a revision, by normalized key.</summary>
    /// <returns>The revisions; null if the history doesn't have all of them any more.</returns>
    public Task<Dictionary<string, long>?> DeletionsAsync(long after, CancellationToken cancellation) => database.RunAsync(
        async context =>
        {
            var deletions = await context.Changes.AsNoTracking()
                .Where(change => change.Revision > after && change.Content == null)
                .GroupBy(change => change.Key)
                .Select(deletions => new { deletions.Key, Revision = deletions.Max(change => change.Revision) })
                .ToDictionaryAsync(deletion => deletion.Key, deletion => deletion.Revision, cancellation).ConfigureAwait(false);
            return await OldestRevision.ReadAsync(context, cancellation).ConfigureAwait(false) <= after + 1 ? deletions : null;
        },
        cancellation);

    private static async Task<ImmutableArray<StoreRevision>> WithChangesAsync(
        StoreContext context, RevisionRow[] revisions, int limit, CancellationToken cancellation)
    {
        if (revisions.Length == 0)
            return [];

        var (last, first) = (revisions[0].Number, revisions[^1].Number);
        var counts = await context.Changes.AsNoTracking()
            .Where(change => change.Revision >= first && change.Revision <= last)
            .GroupBy(change => change.Revision)
            .Select(changes => new { Revision = changes.Key, Count = changes.Count() })
            .ToDictionaryAsync(changes => changes.Revision, changes => changes.Count, cancellation).ConfigureAwait(false);
        var changes = await context.Revisions.AsNoTracking()
            .Where(revision => revision.Number >= first && revision.Number <= last)
            .SelectMany(revision => context.Changes
                .Where(change => change.Revision == revision.Number).OrderBy(change => change.Key).Take(limit)
                .Select(change => new
                {
                    change.Revision,
                    change.Key,
                    change.Kind,
                    change.Id,
                    change.Previous,
                    IsRemoved = change.Content == null,
                }))
            .OrderBy(change => change.Key)
            .ToListAsync(cancellation).ConfigureAwait(false);
        var byRevision = changes.ToLookup(
            change => change.Revision,
            change => new RevisionChange(
                new EntryKey(change.Kind, change.Id),
                change.IsRemoved ? ChangeType.Removed : change.Previous == 0 ? ChangeType.Added : ChangeType.Changed));
        return
        [
            .. revisions.Select(revision => new StoreRevision
            {
                Number = revision.Number,
                Time = new DateTimeOffset(revision.Time),
                Author = revision.Author,
                Message = revision.Message,
                Changes = [.. byRevision[revision.Number]],
                ChangeCount = counts.GetValueOrDefault(revision.Number),
            }),
        ];
    }
}
