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

    private readonly Channel<SharedWrite> _waiting = Channel.CreateBounded<SharedWrite>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly SharedCalls _calls;
    private readonly SharedKeys _keys;
    private readonly SharedResponse _format;
    private readonly CacheStore _store;
    private readonly CacheTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly Task _loop;

    public SharedWriter(
        SharedCalls calls, SharedKeys keys, SharedResponse format, CacheStore store, CacheTelemetry telemetry, TimeProvider time)
    {
        (_calls, _keys, _format, _store, _telemetry, _time) = (calls, keys, format, store, telemetry, time);
        _loop = RunAsync();
    }

    /// <returns>Whether the response will be written, if the store answers.</returns>
    public bool TryOffer(SharedWrite write)
    {
        // The memory of bodies that wait counts like that of bodies that arrive.
        if (_store.TryReserve(write.Size))
        {
            if (_waiting.Writer.TryWrite(write))
                return true;

            _store.Release(write.Size);
        }

        _telemetry.CountShared(SharedResult.Dropped);
        return false;
    }

    /// <summary>Starts another generation of a URI: responses that were requested until now don't count.</summary>
    public ValueTask<bool> StartGenerationAsync(string key, CancellationToken cancellation)
        => _calls.SetAsync(_keys.Generation(key), Guid.NewGuid().ToByteArray(), PurgeSet.KeptFor, cancellation);

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var write in _waiting.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
            {
                try
                {
                    if (_calls.IsAvailable && write.Response is { } response)
                        await WriteAsync(write, response).ConfigureAwait(false);
                    else if (_calls.IsAvailable)
                        await StartGenerationAsync(write.Key, _stop.Token).ConfigureAwait(false);
                }
                finally
                {
                    _store.Release(write.Size);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
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
        if (await _calls.SetAsync(own, SharedResponse.ToBytes(own, head, response.Body.Span), lifetime, _stop.Token).ConfigureAwait(false)
            && own != key)
        {
            var names = head with { Status = 0, Headers = [], Tags = [], VaryValues = [], ETag = null, LastModified = null };
            await _calls.SetAsync(key, SharedResponse.ToBytes(key, names, []), Longest, _stop.Token).ConfigureAwait(false);
        }
    }
}
