using System.Collections.Concurrent;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>
/// The permits of a node, which come from the shared store in batches, so that most requests don't wait for a round trip. Steps of a batch:
/// <list type="number">
/// <item>the first request without a permit starts a batch, and the next ones wait for its other permits, or start another batch if all of
/// them are reserved; a batch has at most half as many permits as there were requests a moment ago, so that a quiet subject is counted one
/// by one</item>
/// <item>the next requests use the permits, for at most a second</item>
/// <item>if the store rejects a batch, the limit is near: requests are then counted one by one, exactly</item>
/// <item>if the store fails, all requests that wait for the batch fail</item>
/// </list>
/// </summary>
/// <remarks>
/// No more permits than the limit are taken. A node whose requests become fewer can lose a part of a batch, so that the others reject as
/// many requests too early, and a permit of the last moment of a window can be used in the next one.
/// </remarks>
internal sealed class PrefetchedPermits
{
    private const int MaximumSubjects = 10_000;
    private const int WindowParts = 10;

    private readonly ConcurrentDictionary<CounterSubject, PermitBatch> _batches = new();
    private readonly ICounterStore _store;
    private readonly CounterPolicy _policy;
    private readonly TimeProvider _time;
    private readonly int _size;
    private readonly long _lifetime;
    private long _cleanAfter;
    private int _count;

    /// <param name="store">The shared store.</param>
    /// <param name="policy">The limits.</param>
    /// <param name="size">The maximum number of permits of a batch; see <see cref="SizeFor"/>.</param>
    /// <param name="time">The clock.</param>
    public PrefetchedPermits(ICounterStore store, CounterPolicy policy, int size, TimeProvider time)
    {
        (_store, _policy, _size, _time) = (store, policy, size, time);
        var window = policy.Limits.Min(limit => limit.Window) / WindowParts;
        var lifetime = window < TimeSpan.FromSeconds(1) ? window : TimeSpan.FromSeconds(1);
        _lifetime = (long)(lifetime.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Returns the maximum size of batches: at most a tenth of the smallest limit. 1 if batches aren't worth it.</summary>
    public static int SizeFor(int prefetch, CounterPolicy policy)
        => (int)long.Max(1, long.Min(prefetch, policy.Limits.Min(limit => limit.Limit) / 10));

    public ValueTask<CounterDecision> TryAcquireAsync(CounterSubject subject, CancellationToken cancellation)
    {
        if (BatchOf(subject) is not { } batch)
            return _store.TryAcquireAsync(_policy, subject, cancellationToken: cancellation);

        PermitRefill refill;
        int free;
        lock (batch)
        {
            var now = _time.GetTimestamp();
            var size = int.Min(batch.NextSize(now, _lifetime), _size);
            if (batch.TryTake(now, out var decision))
                return new(decision);
            if (batch.Refill is { } pending && pending.TryReserve())
                refill = pending;
            else if (size <= 1 || batch.IsSingle(now))
                return _store.TryAcquireAsync(_policy, subject, cancellationToken: cancellation);
            else
                refill = batch.Refill = Start(batch, subject, size);
            free = refill.Free;
        }

        return TakeAsync(batch, refill, free, subject, cancellation);
    }

    /// <summary>Waits for the batch; if the store rejects it, the request is counted by itself.</summary>
    private async ValueTask<CounterDecision> TakeAsync(
        PermitBatch batch, PermitRefill refill, int free, CounterSubject subject, CancellationToken cancellation)
    {
        CounterDecision decision;
        try
        {
            decision = await refill.Decision.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (batch)
                refill.Release();
            throw;
        }

        return decision.IsAllowed
            ? decision with { Remaining = decision.Remaining + free }
            : await _store.TryAcquireAsync(_policy, subject, cancellationToken: cancellation).ConfigureAwait(false);
    }

    private PermitRefill Start(PermitBatch batch, CounterSubject subject, int size)
    {
        var refill = new PermitRefill(size);
        refill.Decision = Task.Run(() => RefillAsync(batch, refill, subject));

        // All requests that wait for it may be aborted.
        _ = refill.Decision.ContinueWith(
            static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return refill;
    }

    /// <summary>
    /// Gets a batch for all requests that wait. The call belongs to none of them: if one is aborted, the store may already have
    /// counted the batch.
    /// </summary>
    private async Task<CounterDecision> RefillAsync(PermitBatch batch, PermitRefill refill, CounterSubject subject)
    {
        try
        {
            var decision = await _store.TryAcquireAsync(_policy, subject, refill.Size, CancellationToken.None).ConfigureAwait(false);
            lock (batch)
                batch.End(refill, decision, _time.GetTimestamp(), _lifetime);
            return decision;
        }
        catch
        {
            lock (batch)
                batch.Close(refill);
            throw;
        }
    }

    /// <summary>Returns the batch of a subject; null if there are too many.</summary>
    private PermitBatch? BatchOf(CounterSubject subject)
    {
        if (_batches.TryGetValue(subject, out var batch))
            return batch;
        if (Volatile.Read(ref _count) >= MaximumSubjects && !TryClean())
            return null;

        batch = new PermitBatch();
        var known = _batches.GetOrAdd(subject, batch);
        if (known == batch)
            Interlocked.Increment(ref _count);
        return known;
    }

    /// <summary>Removes the batches without permits, at most once in their lifetime.</summary>
    private bool TryClean()
    {
        var now = _time.GetTimestamp();
        var after = Volatile.Read(ref _cleanAfter);
        if (now < after || Interlocked.CompareExchange(ref _cleanAfter, now + _lifetime, after) != after)
            return false;

        foreach (var (subject, batch) in _batches)
        {
            bool isIdle;
            lock (batch)
                isIdle = batch.IsIdle(now);
            if (isIdle && _batches.TryRemove(new(subject, batch)))
                Interlocked.Decrement(ref _count);
        }

        return Volatile.Read(ref _count) < MaximumSubjects;
    }
}
