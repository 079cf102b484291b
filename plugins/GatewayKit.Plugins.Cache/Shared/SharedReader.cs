using System.Diagnostics.CodeAnalysis;
using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Purging;
using GatewayKit.Plugins.Cache.Store;

namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>
/// Reads responses of the shared store. A response counts only if
/// <list type="number">
/// <item>its value is complete, and was written for this key by a cache with this format</item>
/// <item>it was selected by the same parts of a request</item>
/// <item>no unsafe request has changed its URI since it was requested: the generation of the URI is still the same</item>
/// <item>it has seen all purges that cover it and that this node knows</item>
/// </list>
/// </summary>
internal sealed class SharedReader(
    CacheOptions options, SharedCalls calls, SharedKeys keys, SharedResponse format, SharedWriter writer, PurgeLog purges,
    CacheTelemetry telemetry, TimeProvider time)
{
    private const int GenerationBytes = 16;
    private const int MaxReads = 64;

    private readonly int _maxReads = (int)Math.Clamp(options.MaxSize.Bytes / long.Max(1, options.MaxBodySize.Bytes), 1, MaxReads);
    private int _reads;

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
        var start = time.GetTimestamp();
        if (!await IsReadyAsync(cancellation).ConfigureAwait(false))
            return;

        var (isKnown, known) = await GetAsync(keys.Generation(exchange.Key!), start, cancellation).ConfigureAwait(false);
        if (isKnown && known is null)
            await BeginAsync(exchange, start, cancellation).ConfigureAwait(false);
        else if (isKnown && known is { Length: GenerationBytes })
            exchange.Generation = Convert.ToHexString(known);
    }

    /// <summary>Returns whether requests can use the shared store. Waits for the first turn of the purges: a node that has just started
    /// must know them first.</summary>
    public async ValueTask<bool> IsReadyAsync(CancellationToken cancellation)
    {
        var first = purges.FirstTurn();
        if (!first.IsCompleted)
        {
            try
            {
                await first.WaitAsync(calls.Timeout, time, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }

        return calls.IsAvailable;
    }

    [SuppressMessage("Security", "GWK0013:Secret isn't compared in constant time", Justification = "The key of a response isn't secret.")]
    private async ValueTask<StoredResponse?> ReadAsync(CacheExchange exchange, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        if (!await IsReadyAsync(cancellation).ConfigureAwait(false))
            return null;

        var key = keys.Response(exchange.Key!, exchange.Identity);
        var generation = GetAsync(keys.Generation(exchange.Key!), start, cancellation).AsTask();
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
            || head!.Purges != purges.Known.MarkOf(exchange.Key!, response.Tags))
        {
            telemetry.CountShared(SharedResult.Miss);
            return null;
        }

        telemetry.CountShared(SharedResult.Hit);
        return response;
    }

    private ValueTask<SharedValue> GetAsync(string key, long start, CancellationToken cancellation)
        => calls.GetAsync(key, calls.Timeout - time.GetElapsedTime(start), cancellation);

    /// <summary>Starts the first generation of a URI, before the upstream is asked. Without one, an older response could count: the
    /// store may have removed that of a change.</summary>
    private async ValueTask<StoredResponse?> BeginAsync(CacheExchange exchange, long start, CancellationToken cancellation)
    {
        telemetry.CountShared(SharedResult.Miss);
        var left = calls.Timeout - time.GetElapsedTime(start);
        if (await writer.TryStartGenerationAsync(exchange.Key!, left, cancellation).ConfigureAwait(false) is { } generation)
            exchange.Generation = Convert.ToHexString(generation);
        return null;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Any content of the shared store that can't be a response is invalid, and doesn't fail a request.")]
    private StoredResponse? Restore(SharedHead head, ReadOnlyMemory<byte> body)
    {
        try
        {
            if (format.Restore(head, body) is { } response)
                return response;
        }
        catch (Exception)
        {
        }

        telemetry.CountShared(SharedResult.Invalid);
        return null;
    }

    private (SharedHead? Head, ReadOnlyMemory<byte> Body) Read(string key, SharedValue value)
    {
        if (value.Value is not { } bytes)
            return default;

        var head = SharedResponse.Read(key, bytes, out var body);
        if (head is null)
            telemetry.CountShared(SharedResult.Invalid);
        return (head, body);
    }
}
