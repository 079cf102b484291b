using GatewayKit.Portal.Database.Rows;
using GatewayKit.Store;
using GatewayKit.Store.Revisions;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Applications;

/// <summary>
/// Deletes consumers of applications that don't exist any more, or are blocked: a node that stops right after it has written a consumer
/// can't find out that another node has deleted the application meanwhile, and a rollback of the store that includes entries of the portal
/// brings consumers back. The row exists before its consumer, so none of a new application is deleted.
/// </summary>
internal sealed class OrphanConsumers(IGatewayStore store, ApplicationConsumers consumers)
{
    private const int MaximumChecked = 500;

    /// <summary>Checks a limited number of consumers, chosen at random.</summary>
    public async Task DeleteAsync(CancellationToken cancellation)
    {
        var content = await store.ReadAsync(cancellation: cancellation).ConfigureAwait(false);
        var found = content.Entries.Values.Where(PortalEntries.Has).Select(entry => PortalEntries.ApplicationOf(entry.Key))
            .OfType<string>().ToArray();
        Random.Shared.Shuffle(found);
        var ids = found.Take(MaximumChecked).ToList();
        var known = await consumers.OpenRows.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellation)
            .ConfigureAwait(false);
        var orphans = ids.Except(known, StringComparer.Ordinal).Select(id => new ApplicationRow
        {
            Id = id,
            Owner = default,
            Name = "",
            Created = default,
        });
        await consumers.DeleteAsync(
            [.. orphans], "portal", "Delete consumers of applications that don't exist any more.", cancellation).ConfigureAwait(false);
    }
}
