using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using GatewayKit.Plugins.Cache.Purging;
using GatewayKit.Plugins.Cache.Store;

namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>Writes responses to the shared store, in the background and one after the other. Requests never wait for it: if too many
/// responses wait, further ones aren't written.</summary>
internal sealed class SharedWriter : IAsyncDisposable
{
    /// <summary>The maximum time for which the shared store has a response: shorter than purges are kept.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    private const int MaxWaiting = 64;

    // No request waits for it.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromSeconds(2);

    private readonly Channel<SharedWrite> _waiting = Channel.CreateBounded<SharedWrite>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private const int GenerationSize = 256;

    private readonly CancellationTokenSource _stop = new();
    private readonly SharedCalls _calls;
    private readonly SharedKeys _keys;
    private readonly SharedResponse _format;
    private readonly PurgeLog _purges;
    private readonly CacheStore _store;
    private readonly CacheTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly WriteBudget _budget;
    private readonly Task _loop;

    public SharedWriter(
        SharedCalls calls, SharedKeys keys, SharedResponse format, PurgeLog purges, CacheStore store, CacheTelemetry telemetry,
        long bytesPerMinute, TimeProvider time)
    {
        _budget = new WriteBudget(bytesPerMinute, time);
        (_calls, _keys, _format, _purges) = (calls, keys, format, purges);
        (_store, _telemetry, _time) = (store, telemetry, time);
        _loop = RunAsync();
    }

    /// <returns>Whether the response will be written, if the store answers.</returns>
    public bool TryOffer(SharedWrite write)
    {
        // The memory of bodies that wait counts like that of bodies that arrive.
        if (_store.TryReserve(write.Size))
        {
            // A removal is always written.
            if ((write.Response is not { } response || _budget.TryTake(response.Size)) && _waiting.Writer.TryWrite(write))
                return true;

            _store.Release(write.Size);
        }

        _telemetry.CountShared(SharedResult.Dropped);
        return false;
    }

    /// <summary>Starts another generation of a URI: responses that were requested until now don't count.</summary>
    /// <returns>Whether the shared store has it.</returns>
    public ValueTask<bool> StartGenerationAsync(string key)
        => _calls.SetAsync(
            _keys.Generation(key), Guid.NewGuid().ToByteArray(), PurgeSet.KeptFor, _calls.Timeout, CancellationToken.None);

    /// <summary>Starts the first generation of a URI.</summary>
    /// <returns>The generation; null if the shared store doesn't have it, or if this node has written too much.</returns>
    public async ValueTask<byte[]?> TryStartGenerationAsync(string key, TimeSpan left, CancellationToken cancellation)
    {
        var generation = Guid.NewGuid().ToByteArray();
        return _budget.TryTake(GenerationSize)
            && await _calls.SetAsync(_keys.Generation(key), generation, PurgeSet.KeptFor, left, cancellation).ConfigureAwait(false)
                ? generation : null;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);

        // Removals that still wait aren't lost. All together take no longer than a single call.
        var removals = new List<Task>();
        while (_waiting.Reader.TryRead(out var write))
        {
            _store.Release(write.Size);
            if (write.Response is null)
                removals.Add(ForgetAsync(write.Key));
        }

        await Task.WhenAll(removals).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var write in _waiting.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
            {
                await TakeAsync(write).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A loop that ends would keep all further responses from the shared store. The next one is written.")]
    private async Task TakeAsync(SharedWrite write)
    {
        try
        {
            if (write.Response is not { } response)
                await ForgetAsync(write.Key).ConfigureAwait(false);
            else if (_calls.IsAvailable)
                await WriteAsync(write, response).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            _telemetry.Failed(error);
        }
        finally
        {
            _store.Release(write.Size);
        }
    }

    /// <summary>Removes the responses of a URI from the shared store, and from the memory what it has taken from there meanwhile.</summary>
    private async Task ForgetAsync(string key)
    {
        if (!_calls.IsAvailable || !await StartGenerationAsync(key).ConfigureAwait(false))
            _purges.Note(new PurgeTarget(PurgeKind.Url, key));
        _store.Remove(key);
    }

    private async Task WriteAsync(SharedWrite write, StoredResponse response)
    {
        var staleness = response.Staleness;
        var stale = staleness.WhileRevalidate > staleness.IfError ? staleness.WhileRevalidate : staleness.IfError;
        var left = staleness.Lifetime - staleness.Age(_time) + stale;
        if (left < TimeSpan.FromSeconds(1) || staleness.NeedsValidation)
            return;

        var lifetime = left < Longest ? left : Longest;
        var key = _keys.Response(write.Key, response.Identity);
        var head = _format.HeadOf(write.Key, write.Generation, write.Purges, response);
        var own = response.Vary.IsEmpty ? key : SharedKeys.Variant(key, response.Vary);
        if (await SetAsync(own, SharedResponse.ToBytes(own, head, response.Body.Span), lifetime).ConfigureAwait(false) && own != key)
        {
            var names = head with { Status = 0, Headers = [], Tags = [], VaryValues = [], ETag = null, LastModified = null };
            await SetAsync(key, SharedResponse.ToBytes(key, names, []), Longest).ConfigureAwait(false);
        }
    }

    private ValueTask<bool> SetAsync(string key, byte[] value, TimeSpan lifetime)
        => _calls.SetAsync(key, value, lifetime, s_longestWrite, _stop.Token, mayBeSlow: true);
}
