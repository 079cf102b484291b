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
            var page = revisions.Take(limit).ToArray();
            return new RevisionPage(
                await WithChangesAsync(context, page, cancellation).ConfigureAwait(false),
                revisions.Count > limit ? page[^1].Number : null);
        },
        cancellation);

    public Task<StoreRevision?> FindAsync(long number, CancellationToken cancellation) => database.RunAsync(
        async context =>
        {
            var revisions = await context.Revisions.AsNoTracking().Where(revision => revision.Number == number)
                .ToArrayAsync(cancellation).ConfigureAwait(false);
            return (await WithChangesAsync(context, revisions, cancellation).ConfigureAwait(false)).FirstOrDefault();
        },
        cancellation);

    private static async Task<ImmutableArray<StoreRevision>> WithChangesAsync(
        StoreContext context, RevisionRow[] revisions, CancellationToken cancellation)
    {
        if (revisions.Length == 0)
            return [];

        var (last, first) = (revisions[0].Number, revisions[^1].Number);
        var changes = await context.Changes.AsNoTracking()
            .Where(change => change.Revision >= first && change.Revision <= last)
            .OrderBy(change => change.Key)
            .Select(change => new { change.Revision, change.Kind, change.Id, change.Previous, IsRemoved = change.Content == null })
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
            }),
        ];
    }
}
