using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GatewayKit.Store.Database;
using GatewayKit.Store.Database.Rows;
using GatewayKit.Store.Secrets;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Revisions;

/// <summary>Reads the content of revisions. The latest one is kept in memory, and only later changes are read again.</summary>
internal sealed class StoreContents(StoreDatabase database, StoreCipher cipher) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private StoreContent? _latest;
    private HeadRevision? _head;

    /// <summary>The maximum number of entries of one of two contents that are compared.</summary>
    public int MaximumCompared { get; init; } = 10_000;

    /// <summary>The maximum size of their encrypted contents.</summary>
    public long MaximumComparedBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The latest content that was read; null for none.</summary>
    public StoreContent? Latest => Volatile.Read(ref _latest);

    /// <summary>Reads the changes since the last read.</summary>
    /// <exception cref="StoreUnavailableException">The database doesn't answer.</exception>
    public async Task<StoreContent> ReadLatestAsync(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var (known, knownHead) = (_latest, _head);
            var (latestHead, content) = await database.RunAsync(
                async context =>
                {
                    while (true)
                    {
                        var head = await HeadRevision.ReadAsync(context, cancellation).ConfigureAwait(false);
                        if (head == knownHead && known is not null)
                            return (head, known);
                        if (await ReadNextAsync(context, head, known, knownHead, cancellation).ConfigureAwait(false) is { } next)
                            return (head, next);
                        known = null;
                    }
                },
                cancellation).ConfigureAwait(false);
            _head = latestHead;
            Volatile.Write(ref _latest, content);
            return content;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Reads the content as of a revision.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The revision doesn't exist.</exception>
    /// <exception cref="RevisionRemovedException">The revision was removed.</exception>
    public Task<StoreContent> ReadAsync(long revision, CancellationToken cancellation)
        => Latest is { } latest && latest.Revision == revision
            ? Task.FromResult(latest)
            : database.RunAsync(
                async context =>
                {
                    var head = await HeadAsync(context, cancellation).ConfigureAwait(false);
                    if (revision < 0 || revision > head)
                    {
                        throw new ArgumentOutOfRangeException(
                            nameof(revision), $"Revision {revision} doesn't exist; the latest is {head}.");
                    }

                    var content = await ReadAsync(context, revision, cancellation).ConfigureAwait(false);
                    await OldestRevision.CheckAsync(context, cancellation, revision).ConfigureAwait(false);
                    return content;
                },
                cancellation);

    /// <summary>Reads the entries that differ between two revisions, as of each of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A revision doesn't exist.</exception>
    /// <exception cref="RevisionRemovedException">One was removed.</exception>
    /// <exception cref="ArgumentException">Too many entries differ.</exception>
    public Task<(StoreContent From, StoreContent To)> ReadChangedAsync(long from, long to, CancellationToken cancellation)
        => database.RunAsync(
            async context =>
            {
                var head = await HeadAsync(context, cancellation).ConfigureAwait(false);
                foreach (var revision in new[] { from, to })
                {
                    if (revision < 0 || revision > head)
                        throw new ArgumentOutOfRangeException(
                            nameof(to), $"Revision {revision} doesn't exist; the latest is {head}.");
                }

                await OldestRevision.CheckAsync(context, cancellation, from, to).ConfigureAwait(false);
                var (first, last) = (Math.Min(from, to), Math.Max(from, to));
                var changed = context.Changes.AsNoTracking().Where(change => context.Changes.Any(
                    other => other.Key == change.Key && other.Revision > first && other.Revision <= last));
                await CheckSizeAsync(context, changed, from, cancellation).ConfigureAwait(false);
                await CheckSizeAsync(context, changed, to, cancellation).ConfigureAwait(false);
                var before = await ReadAsync(context, changed, from, cancellation).ConfigureAwait(false);
                var after = await ReadAsync(context, changed, to, cancellation).ConfigureAwait(false);
                await OldestRevision.CheckAsync(context, cancellation, from, to).ConfigureAwait(false);
                return (before, after);
            },
            cancellation);

    public static async Task<long> HeadAsync(StoreContext context, CancellationToken cancellation)
        => await context.Revisions.MaxAsync(revision => (long?)revision.Number, cancellation).ConfigureAwait(false) ?? 0;

    public void Dispose() => _reading.Dispose();

    /// <summary>Reads the content of the latest revision: the changes since a known content, or all of it if that one is older than the
    /// history, or belongs to a database before its backup was restored.</summary>
    /// <returns>The content; null if the history has begun after the revision meanwhile.</returns>
    private async Task<StoreContent?> ReadNextAsync(
        StoreContext context, HeadRevision? head, StoreContent? known, HeadRevision? knownHead, CancellationToken cancellation)
    {
        if (head is null)
            return StoreContent.Empty;

        // A restored backup has fewer revisions, or others with the same numbers.
        if (known is not null && head.Number > known.Revision
            && await HeadRevision.ReadAsync(context, cancellation, known.Revision).ConfigureAwait(false) == knownHead)
        {
            var next = await ReadOnAsync(context, known, head.Number, cancellation).ConfigureAwait(false);
            if (await OldestRevision.ReadAsync(context, cancellation).ConfigureAwait(false) <= known.Revision + 1)
                return next;
        }

        var content = await ReadAsync(context, head.Number, cancellation).ConfigureAwait(false);
        return await OldestRevision.ReadAsync(context, cancellation).ConfigureAwait(false) <= head.Number ? content : null;
    }

    // Rows never change, so that a revision is read consistently without a transaction, unless it was removed meanwhile.
    private Task<StoreContent> ReadAsync(StoreContext context, long revision, CancellationToken cancellation)
        => ReadAsync(context, context.Changes.AsNoTracking(), revision, cancellation);

    private async Task<StoreContent> ReadAsync(
        StoreContext context, IQueryable<ChangeRow> changes, long revision, CancellationToken cancellation)
    {
        var rows = await AsOf(context, changes, revision).ToListAsync(cancellation).ConfigureAwait(false);
        return new StoreContent(revision, rows.Select(Entry).ToImmutableDictionary(entry => entry.Key));
    }

    /// <summary>Returns the last changes of entries up to a revision, without those that were deleted.</summary>
    private static IQueryable<ChangeRow> AsOf(StoreContext context, IQueryable<ChangeRow> changes, long revision)
        => changes.Where(change => change.Revision <= revision && change.Content != null
            && !context.Changes.Any(later => later.Key == change.Key && later.Revision > change.Revision && later.Revision <= revision));

    /// <summary>A comparison decrypts every entry that differs, so that their number is checked first.</summary>
    private async Task CheckSizeAsync(
        StoreContext context, IQueryable<ChangeRow> changes, long revision, CancellationToken cancellation)
    {
        var rows = AsOf(context, changes, revision);
        var count = await rows.CountAsync(cancellation).ConfigureAwait(false);
        if (count > MaximumCompared
            || await rows.SumAsync(change => (long)change.Content!.Length, cancellation).ConfigureAwait(false) > MaximumComparedBytes)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The revisions differ too much to compare them: revision {revision} has {count} of the entries that differ. Up to "
                    + $"{MaximumCompared}, and {MaximumComparedBytes / 1024 / 1024} MB, are possible. Choose closer revisions."));
        }
    }

    private async Task<StoreContent> ReadOnAsync(StoreContext context, StoreContent known, long head, CancellationToken cancellation)
    {
        var rows = await context.Changes.AsNoTracking()
            .Where(change => change.Revision > known.Revision && change.Revision <= head)
            .OrderBy(change => change.Revision)
            .ToListAsync(cancellation).ConfigureAwait(false);
        var entries = known.Entries.ToBuilder();
        foreach (var row in rows)
        {
            entries.Remove(new EntryKey(row.Kind, row.Id));
            if (row.Content is not null && Entry(row) is var entry)
                entries.Add(entry.Key, entry);
        }

        return new StoreContent(head, entries.ToImmutable());
    }

    private StoreEntry Entry(ChangeRow row)
    {
        try
        {
            return new StoreEntry
            {
                Key = new EntryKey(row.Kind, row.Id),
                Content = cipher.Decrypt(row.Key, row.Content!),
                Labels = JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(row.Labels)!,
                Secrets = row.Secrets is null ? [] : JsonSerializer.Deserialize<ImmutableArray<string>>(row.Secrets),
                Position = row.Position,
                Version = row.Revision,
            };
        }
        catch (CryptographicException error)
        {
            throw new StoreUnavailableException(
                $"The content of '{row.Kind}/{row.Id}' can't be decrypted: {error.Message} Does the store have its keys, and this node "
                    + "their certificate?", error);
        }
    }
}
