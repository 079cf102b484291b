using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Store.Revisions;

namespace GatewayKit.Store.Sources;

/// <summary>Binds the content that the store would have after changes, without writing it.</summary>
/// <param name="store">The store.</param>
/// <param name="source">The source of the store.</param>
/// <param name="binder">The binder of its contents.</param>
internal sealed class ChangePreview(IGatewayStore store, StoreConfigSource source, EntryBinder binder)
{
    /// <summary>The source whose next version the content would be.</summary>
    public IGatewayConfigSource Source => source;

    /// <param name="changes">The changes.</param>
    /// <param name="errors">Collects the errors.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The configuration; null after an error that leaves nothing to check.</returns>
    /// <exception cref="StoreConflictException">Another writer has changed an entry.</exception>
    /// <exception cref="ArgumentException">The author, the message, a label, or the list of changes is invalid.</exception>
    public async Task<GatewayConfig?> BindAsync(StoreChangeSet changes, ConfigErrors errors, CancellationToken cancellation)
    {
        ChangeRules.Check(changes);
        var (before, resolved, found) = await ((GatewayStore)store).ResolveAsync(changes, cancellation).ConfigureAwait(false);
        foreach (var error in found)
            errors.Add(error);
        return resolved is null ? null : binder.Bind(ChangeRules.Merge(resolved, before).Next, errors);
    }
}
