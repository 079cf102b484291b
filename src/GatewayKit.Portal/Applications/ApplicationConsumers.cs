using System.Text.Json.Nodes;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Store;
using GatewayKit.Store.Revisions;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Applications;

/// <summary>
/// The consumers of applications in the store, which is the truth for keys. Changes are repeated if another writer is faster, so that none
/// is lost. Deleting and blocking win against every other step, on all nodes:
/// <list type="number">
/// <item>they change the row before they delete the consumer</item>
/// <item>other steps read the row again after they have written the consumer, and delete it if the application isn't open any more</item>
/// </list>
/// So either the other step finds the row changed, or its consumer is there when the deletion comes.
/// </summary>
internal sealed class ApplicationConsumers(IGatewayStore store, PortalContext context)
{
    private const int MaximumAttempts = 10;

    /// <summary>The applications that aren't being deleted and, like their owners, aren't blocked.</summary>
    public IQueryable<ApplicationRow> OpenRows
        => context.Applications.AsNoTracking().Where(row => row.State != ApplicationState.Deleting && row.BlockReason == null
            && context.Developers.Any(developer => developer.Id == row.Owner && developer.BlockReason == null));

    /// <summary>Returns the key of an application's consumer.</summary>
    public static EntryKey KeyOf(ApplicationRow application) => new(EntryKinds.Consumers, application.Consumer);

    /// <summary>Returns the entry of a consumer; null if the store doesn't have it.</summary>
    public async Task<StoreEntry?> FindAsync(ApplicationRow application, CancellationToken cancellation)
        => (await store.ReadAsync(cancellation: cancellation).ConfigureAwait(false)).Find(KeyOf(application));

    /// <summary>Returns the content of a consumer; null if the store doesn't have it.</summary>
    public async Task<JsonObject?> ReadAsync(ApplicationRow application, CancellationToken cancellation)
        => await FindAsync(application, cancellation).ConfigureAwait(false) is { } entry ? Parse(entry) : null;

    /// <summary>Returns the content of an entry.</summary>
    public static JsonObject Parse(StoreEntry entry) => JsonNode.Parse(entry.Content) as JsonObject ?? [];

    /// <summary>Creates the consumer if it was never created before: also that of an application whose creation a crash has
    /// interrupted.</summary>
    public Task EnsureAsync(ApplicationRow application, string author, CancellationToken cancellation)
        => ChangeAsync(
            application, author, $"Create the consumer of the application '{application.Id}'.",
            entry => entry is null ? new JsonObject() : null, cancellation);

    /// <inheritdoc cref="ChangeAsync(ApplicationRow, string, string, Func{JsonObject?, Task{JsonObject?}}, CancellationToken)" />
    public Task<bool> ChangeAsync(
        ApplicationRow application, string author, string message, Func<JsonObject?, JsonObject?> change, CancellationToken cancellation)
        => ChangeAsync(application, author, message, consumer => Task.FromResult(change(consumer)), cancellation);

    /// <summary>Changes the consumer. A consumer that an operator has deleted isn't created again.</summary>
    /// <param name="application">The application.</param>
    /// <param name="author">The author of the revision.</param>
    /// <param name="message">The reason.</param>
    /// <param name="change">Returns the new content for the current one, which is null if the consumer was never created; null to change
    /// nothing.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>Whether something was changed.</returns>
    /// <exception cref="StoreRefusedException">The configuration with the change isn't valid.</exception>
    public async Task<bool> ChangeAsync(
        ApplicationRow application, string author, string message, Func<JsonObject?, Task<JsonObject?>> change,
        CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var content = await store.ReadAsync(cancellation: cancellation).ConfigureAwait(false);
            var entry = content.Find(KeyOf(application));
            if (entry is null && !await OpenRows
                .AnyAsync(row => row.Id == application.Id && row.State == ApplicationState.Created, cancellation).ConfigureAwait(false))
                return false;

            var changed = await change(entry is null ? null : Parse(entry)).ConfigureAwait(false);
            if (changed is null && entry is not null)
                await MarkAsync(application, cancellation).ConfigureAwait(false);
            if (changed is null)
                return false;

            try
            {
                await WriteAsync(
                    content.Revision, author, message,
                    [
                        new StoreChange
                        {
                            Key = KeyOf(application),
                            Content = changed.ToJsonString(),
                            Labels = entry is null ? PortalEntries.Labels : null,
                            ExpectedVersion = entry?.Version ?? 0,
                        },
                    ],
                    cancellation).ConfigureAwait(false);
                await MarkAsync(application, cancellation).ConfigureAwait(false);
                return await SettleAsync(application, author, cancellation).ConfigureAwait(false);
            }
            catch (StoreConflictException) when (attempt < MaximumAttempts)
            {
                // Another writer has changed the consumer meanwhile.
            }
        }
    }

    /// <summary>Deletes the consumer after a change if the application isn't open any more: another node has deleted or blocked
    /// it.</summary>
    /// <returns>Whether the application is still open.</returns>
    public async Task<bool> SettleAsync(ApplicationRow application, string author, CancellationToken cancellation)
    {
        if (await IsOpenAsync(application, cancellation).ConfigureAwait(false))
            return true;

        await DeleteAsync([application], author, $"Delete the consumer of the application '{application.Id}'.", cancellation)
            .ConfigureAwait(false);
        return false;
    }

    /// <summary>Returns whether the application exists, and neither it nor its owner is blocked.</summary>
    public Task<bool> IsOpenAsync(ApplicationRow application, CancellationToken cancellation)
        => OpenRows.AnyAsync(row => row.Id == application.Id, cancellation);

    /// <summary>Deletes consumers with all their keys, as far as they exist.</summary>
    public async Task DeleteAsync(
        IReadOnlyList<ApplicationRow> applications, string author, string message, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var content = await store.ReadAsync(cancellation: cancellation).ConfigureAwait(false);
            var entries = applications.Select(application => content.Find(KeyOf(application))).OfType<StoreEntry>().ToList();
            if (entries.Count == 0)
                return;

            try
            {
                await WriteAsync(
                    content.Revision, author, message,
                    [.. entries.Select(entry => new StoreChange { Key = entry.Key, ExpectedVersion = entry.Version })], cancellation)
                    .ConfigureAwait(false);
                return;
            }
            catch (StoreConflictException) when (attempt < MaximumAttempts)
            {
                // Another writer has changed a consumer meanwhile.
            }
        }
    }

    /// <summary>Remembers that the store has the consumer.</summary>
    private async Task MarkAsync(ApplicationRow application, CancellationToken cancellation)
    {
        if (application.State != ApplicationState.Created)
            return;

        var id = application.Id;
        await context.Applications.Where(row => row.Id == id && row.State == ApplicationState.Created)
            .ExecuteUpdateAsync(row => row.SetProperty(a => a.State, ApplicationState.Active), cancellation).ConfigureAwait(false);
    }

    private async Task WriteAsync(
        long revision, string author, string message, IReadOnlyList<StoreChange> changes, CancellationToken cancellation)
    {
        var result = await store.ApplyAsync(
            new StoreChangeSet { BasedOn = revision, Author = author, Message = message, Changes = changes },
            cancellation: cancellation).ConfigureAwait(false);
        if (result.Errors.Length > 0)
            throw new StoreRefusedException(result.Errors);
    }
}
