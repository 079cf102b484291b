using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Masking;
using GatewayKit.Store.Nodes;
using GatewayKit.Store.Telemetry;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Store.Revisions;

/// <summary>
/// The store. A change takes these steps:
/// <list type="number">
/// <item>the latest content is read, and the versions of the entries are compared with the expected ones; a rollback determines its
/// changes from this content</item>
/// <item>patches, masked secrets and labels of the changes are completed from that content</item>
/// <item>the whole configuration with the changes is checked</item>
/// <item>a transaction writes the revision, unless another writer has written one since step 1; then all steps are repeated. So a
/// revision is never written on top of a content that it wasn't checked with</item>
/// </list>
/// </summary>
internal sealed class GatewayStore(
    StoreContents contents, RevisionWriter writer, RevisionList revisions, NodeReports nodes, StoreSignal signal, IRevisionCheck check,
    ConfigSecrets secrets, StoreTelemetry telemetry)
    : IGatewayStore, IDisposable
{
    /// <summary>The maximum number of attempts. Writers of the same process wait for each other, so only other nodes can
    /// interfere.</summary>
    private const int MaximumAttempts = 50;

    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Comparisons wait for each other, because each can decrypt the content of many entries.</summary>
    private readonly SemaphoreSlim _comparing = new(1, 1);

    public Task<StoreContent> ReadAsync(long? revision = null, CancellationToken cancellation = default)
        => revision is { } number ? contents.ReadAsync(number, cancellation) : contents.ReadLatestAsync(cancellation);

    public Task<StoreResult> ApplyAsync(StoreChangeSet changes, bool dryRun = false, CancellationToken cancellation = default)
    {
        ChangeRules.Check(changes);
        return ApplyAsync(_ => changes, dryRun, cancellation);
    }

    public async Task<StoreResult> RollBackAsync(
        long revision, long expected, string author, string? message = null, bool dryRun = false, bool includePortal = false,
        CancellationToken cancellation = default)
    {
        var earlier = await contents.ReadAsync(revision, cancellation).ConfigureAwait(false);
        ImmutableArray<EntryKey> kept = [];
        var result = await ApplyAsync(
            latest =>
            {
                var rollback = RollbackChanges.Between(latest, earlier, includePortal);
                kept = rollback.Kept;
                var changes = new StoreChangeSet
                {
                    Changes = rollback.Changes,
                    BasedOn = expected,
                    Author = author,
                    Message = message ?? $"Roll back to revision {revision}.",
                    IsOfRevision = true,
                };
                ChangeRules.Check(changes);
                return changes;
            },
            dryRun, cancellation).ConfigureAwait(false);
        return result with { Kept = kept };
    }

    public Task<RevisionPage> ListAsync(int limit = 50, long? before = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return revisions.ListAsync(limit, before, cancellation);
    }

    public Task<StoreRevision?> FindAsync(long number, CancellationToken cancellation = default)
        => revisions.FindAsync(number, cancellation);

    public async Task<ImmutableArray<EntryDifference>> CompareAsync(long from, long to, CancellationToken cancellation = default)
    {
        await _comparing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var (before, after) = await contents.ReadChangedAsync(from, to, cancellation).ConfigureAwait(false);
            return ContentDifference.Between(before, after, secrets);
        }
        finally
        {
            _comparing.Release();
        }
    }

    public Task<ImmutableArray<StoreNode>> ListNodesAsync(CancellationToken cancellation = default) => nodes.ListAsync(cancellation);

    public IChangeToken GetChangeToken() => signal.Token;

    public void Dispose()
    {
        _writing.Dispose();
        _comparing.Dispose();
    }

    /// <summary>Completes changes without checking the configuration that results from them (steps 1 and 2).</summary>
    /// <returns>The content before, and the completed changes; null after an error.</returns>
    /// <exception cref="StoreConflictException">Another writer has changed an entry.</exception>
    internal async Task<(StoreContent Before, StoreChangeSet? Resolved, IReadOnlyList<ConfigError> Errors)> ResolveAsync(
        StoreChangeSet changes, CancellationToken cancellation)
    {
        var before = await contents.ReadLatestAsync(cancellation).ConfigureAwait(false);
        var (resolved, errors) = await ResolveAsync(changes, before, cancellation).ConfigureAwait(false);
        return (before, resolved, errors);
    }

    private async Task<(StoreChangeSet? Resolved, IReadOnlyList<ConfigError> Errors)> ResolveAsync(
        StoreChangeSet changes, StoreContent before, CancellationToken cancellation)
    {
        var deleted = ChangeRules.NeedDeletions(changes, before)
            ? await revisions.DeletionsAsync(changes.BasedOn, cancellation).ConfigureAwait(false)
                ?? throw ChangeRules.IsTooOld(changes, before)
            : [];
        ChangeRules.CheckVersions(changes, before, deleted);
        var found = EntryText.Check(changes.Changes).ToList();
        if (found.Count > 0)
            return (null, found);

        var resolved = ChangeContents.Resolve(changes, before, secrets, found);
        if (found.Count == 0)
            found.AddRange(EntryText.Check(resolved.Changes));
        return (found.Count > 0 ? null : resolved, found);
    }

    /// <summary>Applies the changes that a function returns for the latest content.</summary>
    private async Task<StoreResult> ApplyAsync(Func<StoreContent, StoreChangeSet> changesTo, bool dryRun, CancellationToken cancellation)
    {
        try
        {
            var result = await ApplyInTurnAsync(changesTo, dryRun, cancellation).ConfigureAwait(false);
            if (!dryRun && (result.IsWritten || !result.Errors.IsEmpty))
                telemetry.Write(result.IsWritten ? "written" : "invalid");
            return result;
        }
        catch (StoreConflictException) when (!dryRun)
        {
            telemetry.Write("conflict");
            throw;
        }
        catch (StoreUnavailableException) when (!dryRun)
        {
            telemetry.Write("failed");
            throw;
        }
    }

    private async Task<StoreResult> ApplyInTurnAsync(
        Func<StoreContent, StoreChangeSet> changesTo, bool dryRun, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (var attempt = 1; attempt <= MaximumAttempts; attempt++)
            {
                if (await TryApplyAsync(changesTo, dryRun, cancellation).ConfigureAwait(false) is { } result)
                    return result;
            }
        }
        finally
        {
            _writing.Release();
        }

        throw new StoreUnavailableException("Other nodes write so often that the change couldn't be checked. Try again.", null);
    }

    /// <returns>The result; null if another writer has written a revision meanwhile.</returns>
    private async Task<StoreResult?> TryApplyAsync(
        Func<StoreContent, StoreChangeSet> changesTo, bool dryRun, CancellationToken cancellation)
    {
        var before = await contents.ReadLatestAsync(cancellation).ConfigureAwait(false);
        var changes = changesTo(before);
        var (resolved, found) = await ResolveAsync(changes, before, cancellation).ConfigureAwait(false);
        if (resolved is null)
            return new StoreResult { Revision = before.Revision, Errors = [.. found] };

        var (next, effective) = ChangeRules.Merge(resolved, before);
        var checkedErrors = await check.CheckAsync(next, cancellation).ConfigureAwait(false);
        var result = new StoreResult
        {
            Revision = before.Revision,
            Errors = [.. checkedErrors.Items],
            Warnings = [.. checkedErrors.Warnings],
        };
        if (checkedErrors.Count > 0 || checkedErrors.Omitted > 0)
            return result;

        result = result with { Differences = ContentDifference.Between(before, next, secrets) };
        if (dryRun || effective.IsEmpty)
            return result;

        var written = await writer.WriteAsync(before, next, effective, changes.Author, changes.Message, cancellation)
            .ConfigureAwait(false);
        if (written is not { } number)
            return null;

        signal.Wake();
        return result with { Revision = number, IsWritten = true };
    }
}
