using System.Text.Json.Nodes;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Store;

namespace GatewayKit.Portal.Applications;

/// <summary>
/// The consumers of applications in the store, which is the truth for keys. Changes are repeated if another writer is faster, so that none
/// is lost.
/// </summary>
internal sealed class ApplicationConsumers(IGatewayStore store)
{
    private const int MaximumAttempts = 10;

    /// <summary>The label of the consumers. <c>gatewaykit config apply</c> doesn't delete entries with labels.</summary>
    private static readonly Dictionary<string, string> s_labels = new() { ["portal"] = "application" };

    /// <summary>Returns the content of a consumer; null if the store doesn't have it.</summary>
    public async Task<JsonObject?> ReadAsync(ApplicationRow application, CancellationToken cancellation)
    {
        var content = await store.ReadAsync(cancellation: cancellation).ConfigureAwait(false);
        return content.Find(KeyOf(application)) is { } entry ? JsonNode.Parse(entry.Content) as JsonObject ?? [] : null;
    }

    /// <summary>Creates the consumer unless it exists: also that of an application whose creation a crash has interrupted.</summary>
    public Task EnsureAsync(ApplicationRow application, string author, CancellationToken cancellation)
        => ChangeAsync(
            application, author, $"Create the consumer of the application '{application.Id}'.",
            entry => entry is null ? new JsonObject() : null, cancellation);

    /// <inheritdoc cref="ChangeAsync(ApplicationRow, string, string, Func{JsonObject?, Task{JsonObject?}}, CancellationToken)" />
    public Task<bool> ChangeAsync(
        ApplicationRow application, string author, string message, Func<JsonObject?, JsonObject?> change, CancellationToken cancellation)
        => ChangeAsync(application, author, message, consumer => Task.FromResult(change(consumer)), cancellation);

    /// <summary>Changes the consumer.</summary>
    /// <param name="application">The application.</param>
    /// <param name="author">The author of the revision.</param>
    /// <param name="message">The reason.</param>
    /// <param name="change">Returns the new content for the current one, which is null if the store doesn't have the consumer; null to
    /// change nothing.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>Whether something was changed.</returns>
    /// <exception cref="StoreRefusedException">The configuration with the change isn't valid.</exception>
    public async Task<bool> ChangeAsync(
        ApplicationRow application, string author, string message, Func<JsonObject?, Task<JsonObject?>> change,
        CancellationToken cancellation)
    {
        var key = KeyOf(application);
        for (var attempt = 1; ; attempt++)
        {
            var content = await store.ReadAsync(cancellation: cancellation).ConfigureAwait(false);
            var entry = content.Find(key);
            var changed = await change(entry is null ? null : JsonNode.Parse(entry.Content) as JsonObject ?? []).ConfigureAwait(false);
            if (changed is null)
                return false;

            try
            {
                await WriteAsync(
                    content.Revision, author, message,
                    new StoreChange
                    {
                        Key = key,
                        Content = changed.ToJsonString(),
                        Labels = s_labels,
                        ExpectedVersion = entry?.Version ?? 0,
                    },
                    cancellation).ConfigureAwait(false);
                return true;
            }
            catch (StoreConflictException) when (attempt < MaximumAttempts)
            {
                // Another writer has changed the consumer meanwhile.
            }
        }
    }

    /// <summary>Deletes the consumer with all its keys, if it exists.</summary>
    public async Task DeleteAsync(ApplicationRow application, string author, CancellationToken cancellation)
    {
        var key = KeyOf(application);
        for (var attempt = 1; ; attempt++)
        {
            var content = await store.ReadAsync(cancellation: cancellation).ConfigureAwait(false);
            if (content.Find(key) is not { } entry)
                return;

            try
            {
                await WriteAsync(
                    content.Revision, author, $"Delete the application '{application.Id}'.",
                    new StoreChange { Key = key, ExpectedVersion = entry.Version }, cancellation).ConfigureAwait(false);
                return;
            }
            catch (StoreConflictException) when (attempt < MaximumAttempts)
            {
                // Another writer has changed the consumer meanwhile.
            }
        }
    }

    private async Task WriteAsync(long revision, string author, string message, StoreChange change, CancellationToken cancellation)
    {
        var result = await store.ApplyAsync(
            new StoreChangeSet { BasedOn = revision, Author = author, Message = message, Changes = [change] },
            cancellation: cancellation).ConfigureAwait(false);
        if (result.Errors.Length > 0)
            throw new StoreRefusedException(result.Errors);
    }

    private static EntryKey KeyOf(ApplicationRow application) => new(EntryKinds.Consumers, application.Consumer);
}
