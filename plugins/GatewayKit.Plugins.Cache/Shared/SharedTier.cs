using GatewayKit.Plugins.Cache.Purging;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.Extensions.Caching.Distributed;

namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>
/// The responses that several nodes share, behind the memory of each node. Without an answer of the shared store, the cache continues
/// with its memory.
/// </summary>
internal sealed class SharedTier : IAsyncDisposable
{
    private readonly SharedCalls _calls;
    private readonly SharedWriter _writer;
    private readonly PurgeLog _purges;
    private readonly CacheStore _store;

    public SharedTier(
        CacheOptions options, string entry, IDistributedCache cache, CacheStore store, CacheTelemetry telemetry, TimeProvider time)
    {
        var keys = new SharedKeys(entry, options.VaryBy);
        var format = new SharedResponse(options, time);
        _store = store;
        _calls = new SharedCalls(cache, options.SharedTimeout, telemetry, time);
        _purges = new PurgeLog(_calls, keys.Purges, store, telemetry, time);
        _writer = new SharedWriter(_calls, keys, format, _purges, store, telemetry, options.MaxSize.Bytes, time);
        Reader = new SharedReader(options, _calls, keys, format, _writer, _purges, telemetry, time);
    }

    /// <summary>Gets the purges that this node knows.</summary>
    public PurgeSet Purges => _purges.Known;

    /// <summary>Gets the part that finds responses.</summary>
    public SharedReader Reader { get; }

    /// <summary>Writes a response in the background, if nothing has changed it since it was requested.</summary>
    public void Offer(CacheExchange exchange, StoredResponse response)
    {
        if (exchange is { Generation: { } generation, Purges: { } purges } && _calls.IsAvailable)
            _writer.TryOffer(new SharedWrite(exchange.Key!, generation, purges.MarkOf(exchange.Key!, response.Tags), response));
    }

    /// <summary>Removes the responses of a URI in the background.</summary>
    public void Forget(string key)
    {
        if (_calls.IsAvailable && _writer.TryOffer(new SharedWrite(key, "", "", Response: null)))
            return;

        _purges.Note(new PurgeTarget(PurgeKind.Url, key));
        _store.Remove(key);
    }

    /// <summary>Invalidates the responses of a URI that were requested until now.</summary>
    public async ValueTask InvalidateAsync(string key)
    {
        try
        {
            // Otherwise, the purge reaches the shared store when it answers again.
            if (!await Reader.IsReadyAsync(CancellationToken.None).ConfigureAwait(false)
                || !await _writer.StartGenerationAsync(key).ConfigureAwait(false))
                _purges.Note(new PurgeTarget(PurgeKind.Url, key));
        }
        finally
        {
            // Until now, another request could take the old response from the shared store into the memory.
            _store.Remove(key);
        }
    }

    /// <summary>Removes responses on all nodes.</summary>
    /// <returns>The number of removed responses of this node, and whether the other nodes can read the purge.</returns>
    public async ValueTask<(int Removed, bool IsShared)> PurgeAsync(PurgeTarget target)
    {
        _ = _purges.FirstTurn();
        _purges.Add(target, out var removed);
        return (removed, await _purges.SyncAsync().ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _purges.DisposeAsync().ConfigureAwait(false);
    }
}
