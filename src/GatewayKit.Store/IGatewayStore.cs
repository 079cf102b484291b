using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Store;

/// <summary>
/// A configuration in a database. Every change is a revision, which can be listed, compared and rolled back. <c>UseStore</c> registers it;
/// it is safe for concurrent use. Any call throws a <see cref="StoreUnavailableException"/> while the database doesn't answer.
/// </summary>
public interface IGatewayStore
{
    /// <summary>Reads the entries as of a revision.</summary>
    /// <param name="revision">The number of the revision, 0 for the empty store; null for the latest.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">The revision doesn't exist.</exception>
    /// <exception cref="RevisionRemovedException">The history doesn't have the revision any more.</exception>
    Task<StoreContent> ReadAsync(long? revision = null, CancellationToken cancellation = default);

    /// <summary>
    /// Writes changes as one revision if the whole configuration with them is valid, together with the gateway's other sources. A change
    /// without effect is left out; if no other is left, no revision is written.
    /// </summary>
    /// <param name="changes">The changes.</param>
    /// <param name="dryRun">Whether the changes are only checked.</param>
    /// <param name="cancellation">Cancels the call; the changes may be written nevertheless.</param>
    /// <returns>The new revision, or the errors.</returns>
    /// <exception cref="StoreConflictException">Another writer has changed an entry, or the changes are based on a revision that is too old
    /// to know whether one has deleted it.</exception>
    /// <exception cref="ArgumentException">The author, the message, a label, or the list of changes is invalid.</exception>
    /// <exception cref="StoreUnavailableException">The database doesn't answer, or the gateway hasn't started, so changes can't be checked.
    /// </exception>
    Task<StoreResult> ApplyAsync(StoreChangeSet changes, bool dryRun = false, CancellationToken cancellation = default);

    /// <summary>
    /// Writes a revision with the content of an earlier one. Consumers of applications of the developer portal, by their name
    /// <c>app-ID</c> or by the label <c>portal=application</c> in one of the two contents, stay as they are, so that a key that was
    /// revoked since then doesn't work again. If the rollback removes a group of theirs, that is an error of the result.
    /// </summary>
    /// <param name="revision">The number of the earlier revision; 0 for the empty store.</param>
    /// <param name="expected">The number of the latest revision that the caller knows. A later change of an entry that the rollback
    /// changes is a conflict.</param>
    /// <param name="author">The author, 1 to 200 characters.</param>
    /// <param name="message">The reason, up to 2,000 characters; null for a text with the number of the earlier revision.</param>
    /// <param name="dryRun">Whether the rollback is only checked.</param>
    /// <param name="includePortal">Whether consumers of the developer portal, with their keys, are rolled back, too. Revoked keys, and
    /// applications that were deleted or blocked, then work again. Keys that were issued later stop working. Default: false.</param>
    /// <param name="cancellation">Cancels the call; the revision may be written nevertheless.</param>
    /// <returns>The new revision, or the errors.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The revision doesn't exist.</exception>
    /// <exception cref="RevisionRemovedException">The history doesn't have the revision any more.</exception>
    /// <exception cref="StoreConflictException">A later revision than the expected one has changed an entry that the rollback changes.
    /// </exception>
    Task<StoreResult> RollBackAsync(
        long revision, long expected, string author, string? message = null, bool dryRun = false, bool includePortal = false,
        CancellationToken cancellation = default);

    /// <summary>Lists revisions, the latest first.</summary>
    /// <param name="limit">The maximum number, 1 to 1,000.</param>
    /// <param name="before">Only revisions with a lower number; null for the latest.</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task<RevisionPage> ListAsync(int limit = 50, long? before = null, CancellationToken cancellation = default);

    /// <summary>Returns a revision; null if it doesn't exist.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="RevisionRemovedException">The history doesn't have the revision any more.</exception>
    Task<StoreRevision?> FindAsync(long number, CancellationToken cancellation = default);

    /// <summary>Compares the content of two revisions. Secrets are masked.</summary>
    /// <param name="from">The number of the first revision; 0 for the empty store.</param>
    /// <param name="to">The number of the second revision.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The differences, in the order of kinds and ids.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A revision doesn't exist.</exception>
    /// <exception cref="RevisionRemovedException">The history doesn't have one of the revisions any more.</exception>
    /// <exception cref="ArgumentException">The revisions differ in more than 10,000 entries, or more than 32 MB.</exception>
    Task<ImmutableArray<EntryDifference>> CompareAsync(long from, long to, CancellationToken cancellation = default);

    /// <summary>Lists the nodes that use the store and have reported within the last ten minutes, by name.</summary>
    /// <param name="cancellation">Cancels the call.</param>
    Task<ImmutableArray<StoreNode>> ListNodesAsync(CancellationToken cancellation = default);

    /// <summary>Returns a token that fires once when this node has read a new revision, or its own report changes.</summary>
    IChangeToken GetChangeToken();
}
