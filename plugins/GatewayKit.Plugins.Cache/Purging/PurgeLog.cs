using System.Diagnostics.CodeAnalysis;
using GatewayKit.Plugins.Cache.Shared;
using GatewayKit.Plugins.Cache.Store;

namespace GatewayKit.Plugins.Cache.Purging;

/// <summary>
/// Carries purges to all nodes. Every second, each node:
/// <list type="number">
/// <item>reads the purges of the shared store, and joins them with those that it knows</item>
/// <item>removes the responses that new purges cover from its memory</item>
/// <item>writes the joined purges if the shared store doesn't have all of them, because two nodes wrote at once, the store was lost, or
/// this node was cut off</item>
/// <item>then, and only then, lets requests use the shared store again</item>
/// </list>
/// </summary>
internal sealed class PurgeLog(SharedCalls calls, string key, CacheStore store, CacheTelemetry telemetry, TimeProvider time)
    : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    // No request waits for a turn, and the purges can be longer than a response: the bound of the option would be too short.
    private static readonly TimeSpan s_longestTurn = TimeSpan.FromSeconds(2);

    // Within this time after it, each purge is still in the shared store, even if the clocks of nodes differ by hours.
    private static readonly TimeSpan s_longestLoss = PurgeSet.KeptFor / 2;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PurgeSet _known = PurgeSet.Empty;
    private Task? _loop;
    private long _syncedAt = time.GetTimestamp();

    /// <summary>Gets the purges that this node knows.</summary>
    public PurgeSet Known => Volatile.Read(ref _known);

    /// <summary>Starts the loop, and gets the end of its first turn. It doesn't start earlier: a configuration that is only checked
    /// doesn't call the store.</summary>
    public Task FirstTurn()
    {
        if (Volatile.Read(ref _loop) is null)
        {
            lock (_lock)
                _loop ??= Task.Run(RunAsync);
        }

        return _first.Task;
    }

    /// <summary>Adds a purge, and removes the responses that it covers from the memory of this node.</summary>
    /// <param name="target">The responses.</param>
    /// <param name="removed">The number of removed responses.</param>
    public void Add(PurgeTarget target, out int removed)
    {
        var now = time.GetUtcNow();
        removed = Join([PurgeRecord.Create(target, now)], now);
    }

    /// <summary>Adds a purge for the other nodes, of responses that the memory of this node no longer has.</summary>
    public void Note(PurgeTarget target)
    {
        var now = time.GetUtcNow();
        var own = PurgeRecord.Create(target, now);
        Join([own], now, own);
    }

    /// <summary>Reads and writes the purges of the shared store.</summary>
    /// <returns>Whether the shared store has all purges of this node.</returns>
    public async ValueTask<bool> SyncAsync()
    {
        await _turn.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            var start = time.GetTimestamp();
            var value = await calls.GetAsync(key, s_longestTurn, _stop.Token).ConfigureAwait(false);
            if (!value.IsKnown)
                return false;

            var theirs = PurgeSet.Read(key, value.Value);
            var now = time.GetUtcNow();
            Join(theirs.Records, now);
            var left = s_longestTurn - time.GetElapsedTime(start);
            if (!Known.HasSameAs(theirs)
                && !await calls.SetAsync(key, Known.ToBytes(key), PurgeSet.KeptFor, left, _stop.Token).ConfigureAwait(false))
                return false;

            if (time.GetElapsedTime(_syncedAt) > s_longestLoss)
                store.Purge(static (_, _) => true);
            _syncedAt = time.GetTimestamp();
            calls.Restore();
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Task? loop;
        lock (_lock)
            loop = _loop ??= Task.CompletedTask;
        await loop.ConfigureAwait(false);
        _turn.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await TakeTurnAsync().ConfigureAwait(false);
                _first.TrySetResult();
                await Task.Delay(s_interval, time, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _first.TrySetResult();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A loop that ends would leave the node without purges. The next turn tries again.")]
    private async Task TakeTurnAsync()
    {
        try
        {
            await SyncAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            telemetry.Failed(error);
        }

        calls.Unchecked();
    }

    private int Join(IEnumerable<PurgeRecord> others, DateTimeOffset now, PurgeRecord? done = null)
    {
        lock (_lock)
        {
            // Known first: from here on, no response that these purges cover comes from the shared store.
            Volatile.Write(ref _known, _known.Join(others, now, out var added));
            return added.Count == 0 || (added.Count == 1 && added[0] == done)
                ? 0 : store.Purge((uri, response) => added.Any(record => record.Covers(uri, response.Tags)));
        }
    }
}
