using GatewayKit.Store.Keys;

namespace GatewayKit.Store;

/// <summary>Issues API keys to consumers of a store.</summary>
public static class StoreKeyExtensions
{
    private const int MaximumAttempts = 10;

    /// <summary>
    /// Generates a key for the plugin <c>key-auth</c>, and adds its hash to the credentials of a consumer as one revision. Other changes of
    /// the consumer at the same time aren't lost.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="request">The consumer and the properties of the key.</param>
    /// <param name="dryRun">Whether the change is only checked; then the key isn't valid.</param>
    /// <param name="cancellation">Cancels the call; the change may be written nevertheless.</param>
    /// <returns>The key; null if the store doesn't have the consumer.</returns>
    /// <exception cref="ArgumentException">The name or the prefix of the key is invalid.</exception>
    /// <exception cref="StoreConflictException">Other writers changed the consumer again and again.</exception>
    /// <exception cref="StoreUnavailableException">The database doesn't answer.</exception>
    public static async Task<IssuedKey?> IssueKeyAsync(
        this IGatewayStore store, KeyRequest request, bool dryRun = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(request);
        var generated = GeneratedKey.Create(request);
        var key = new EntryKey(EntryKinds.Consumers, request.Consumer);
        for (var attempt = 1; ; attempt++)
        {
            var content = await store.ReadAsync(cancellation: cancellation).ConfigureAwait(false);
            if (content.Find(key) is not { } consumer || request.Condition?.Invoke(consumer) == false)
                return null;

            try
            {
                return await AddAsync(store, request, generated, content.Revision, consumer, dryRun, cancellation).ConfigureAwait(false);
            }
            catch (StoreConflictException) when (attempt < MaximumAttempts)
            {
                // Another writer has changed the consumer meanwhile.
            }
        }
    }

    private static async Task<IssuedKey> AddAsync(
        IGatewayStore store, KeyRequest request, GeneratedKey generated, long revision, StoreEntry consumer, bool dryRun,
        CancellationToken cancellation)
    {
        var result = generated.AddTo(consumer, revision, out var changed) is { } error
            ? error
            : await store.ApplyAsync(
                new StoreChangeSet
                {
                    BasedOn = revision,
                    Author = request.Author,
                    Message = request.Message ?? $"Issue the key '{generated.Id}' to '{consumer.Key.Id}'.",
                    Scope = request.Scope,
                    Changes = [new StoreChange { Key = consumer.Key, Content = changed, ExpectedVersion = consumer.Version }],
                },
                dryRun, cancellation).ConfigureAwait(false);
        return new IssuedKey { Key = generated.Key, Id = generated.Id, VisiblePart = generated.VisiblePart, Result = result };
    }
}
