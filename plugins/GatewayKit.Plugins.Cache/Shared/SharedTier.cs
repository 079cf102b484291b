using System.Diagnostics.CodeAnalysis;
using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Purging;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;

namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>
/// The responses that several nodes share, behind the memory of each node. Without an answer of the shared store, the cache continues
/// with its memory. A response of the shared store counts only if
/// <list type="number">
/// <item>its value is complete, and was written for this key by a cache with this format</item>
/// <item>it was selected by the same parts of a request</item>
/// <item>no unsafe request has changed its URI since it was requested: the generation of the URI is still the same</item>
/// <item>it has seen all purges that cover it and that this node knows</item>
/// </list>
/// </summary>
internal sealed class SharedTier : IAsyncDisposable
{
    private const int GenerationBytes = 16;
    private const int MaxReads = 64;

    private readonly int _maxReads;
    private readonly SharedCalls _calls;
    private readonly SharedKeys _keys;
    private readonly SharedResponse _format;
    private readonly SharedWriter _writer;
    private readonly PurgeLog _purges;
    private readonly CacheStore _store;
    private readonly CacheTelemetry _telemetry;
    private readonly TimeProvider _time;
    private int _reads;

    public SharedTier(
        CacheOptions options, string entry, IDistributedCache cache, CacheStore store, CacheTelemetry telemetry, TimeProvider time)
    {
        (_store, _telemetry, _time) = (store, telemetry, time);
        _maxReads = (int)Math.Clamp(options.MaxSize.Bytes / long.Max(1, options.MaxBodySize.Bytes), 1, MaxReads);
        _calls = new SharedCalls(cache, options.SharedTimeout, telemetry, time);
        _keys = new SharedKeys(entry, options.VaryBy);
        _format = new SharedResponse(options, time);
        _purges = new PurgeLog(_calls, _keys.Purges, store, telemetry, time);
        _writer = new SharedWriter(_calls, _keys, _format, _purges, store, telemetry, options.MaxSize.Bytes, time);
    }

    /// <summary>Gets the purges that this node knows.</summary>
    public PurgeSet Purges => _purges.Known;

    /// <summary>Finds the response to a request. It takes no longer than the bound of the option. Bodies that are read at the same time
    /// use no more memory than the stored ones.</summary>
    public async ValueTask<StoredResponse?> FindAsync(CacheExchange exchange, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref _reads) <= _maxReads)
                return await ReadAsync(exchange, cancellation).ConfigureAwait(false);

            await PrepareAsync(exchange, cancellation).ConfigureAwait(false);
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _reads);
        }
    }

    /// <summary>Reads the generation of a URI only: the upstream is asked in any case, and its response can be offered.</summary>
    public async ValueTask PrepareAsync(CacheExchange exchange, CancellationToken cancellation)
    {
        var start = _time.GetTimestamp();
        if (!await IsReadyAsync(cancellation).ConfigureAwait(false))
            return;

        var (isKnown, known) = await GetAsync(_keys.Generation(exchange.Key!), start, cancellation).ConfigureAwait(false);
        if (isKnown && known is null)
            await BeginAsync(exchange, start, cancellation).ConfigureAwait(false);
        else if (isKnown && known is { Length: GenerationBytes })
            exchange.Generation = Convert.ToHexString(known);
    }

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
            if (!await IsReadyAsync(CancellationToken.None).ConfigureAwait(false)
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

    [SuppressMessage("Security", "GWK0013:Secret isn't compared in constant time", Justification = "The key of a response isn't secret.")]
    private async ValueTask<StoredResponse?> ReadAsync(CacheExchange exchange, CancellationToken cancellation)
    {
        var start = _time.GetTimestamp();
        if (!await IsReadyAsync(cancellation).ConfigureAwait(false))
            return null;

        var key = _keys.Response(exchange.Key!, exchange.Identity);
        var generation = GetAsync(_keys.Generation(exchange.Key!), start, cancellation).AsTask();
        var value = await GetAsync(key, start, cancellation).ConfigureAwait(false);
        var (isKnown, known) = await generation.ConfigureAwait(false);
        if (!isKnown || known is { Length: not GenerationBytes })
            return null;
        if (known is null)
            return await BeginAsync(exchange, start, cancellation).ConfigureAwait(false);

        var current = exchange.Generation = Convert.ToHexString(known);
        var (head, body) = Read(key, value);
        if (head is { Status: 0 } && VaryFields.Restore(head.VaryNames, new string?[head.VaryNames.Length]) is { } fields)
        {
            key = SharedKeys.Variant(key, fields.Of(exchange.RequestHeaders!));
            (head, body) = Read(key, await GetAsync(key, start, cancellation).ConfigureAwait(false));
        }

        var response = head is null || head.Key != exchange.Key || head.Generation != current ? null : Restore(head, body);
        if (response is null || !response.IsFor(exchange.Identity, exchange.RequestHeaders!)
            || head!.Purges != Purges.MarkOf(exchange.Key!, response.Tags))
        {
            _telemetry.CountShared(SharedResult.Miss);
            return null;
        }

        _telemetry.CountShared(SharedResult.Hit);
        return response;
    }

    /// <summary>Waits for the first turn of the purges: a node that has just started must know them first.</summary>
    private async ValueTask<bool> IsReadyAsync(CancellationToken cancellation)
    {
        var first = _purges.FirstTurn();
        if (!first.IsCompleted)
        {
            try
            {
                await first.WaitAsync(_calls.Timeout, _time, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }

        return _calls.IsAvailable;
    }

    private ValueTask<SharedValue> GetAsync(string key, long start, CancellationToken cancellation)
        => _calls.GetAsync(key, _calls.Timeout - _time.GetElapsedTime(start), cancellation);

    /// <summary>Starts the first generation of a URI, before the upstream is asked. Without one, an older response could count: the
    /// store may have removed that of a change.</summary>
    private async ValueTask<StoredResponse?> BeginAsync(CacheExchange exchange, long start, CancellationToken cancellation)
    {
        _telemetry.CountShared(SharedResult.Miss);
        var left = _calls.Timeout - _time.GetElapsedTime(start);
        if (await _writer.TryStartGenerationAsync(exchange.Key!, left, cancellation).ConfigureAwait(false) is { } generation)
            exchange.Generation = Convert.ToHexString(generation);
        return null;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Any content of the shared store that can't be a response is invalid, and doesn't fail a request.")]
    private StoredResponse? Restore(SharedHead head, ReadOnlyMemory<byte> body)
    {
        try
        {
            if (_format.Restore(head, body) is { } response)
                return response;
        }
        catch (Exception)
        {
        }

        _telemetry.CountShared(SharedResult.Invalid);
        return null;
    }

    private (SharedHead? Head, ReadOnlyMemory<byte> Body) Read(string key, SharedValue value)
    {
        if (value.Value is not { } bytes)
            return default;

        var head = SharedResponse.Read(key, bytes, out var body);
        if (head is null)
            _telemetry.CountShared(SharedResult.Invalid);
        return (head, body);
    }
}
