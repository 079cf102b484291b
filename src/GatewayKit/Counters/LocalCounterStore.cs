using System.Collections.Concurrent;

namespace GatewayKit.Counters;

/// <summary>
/// Counters in this process. They outlive configurations: a policy with the same scope, algorithm and limits goes on
/// counting where its predecessor stopped, and one with other limits starts anew.
/// </summary>
/// <remarks>
/// <para>A request against a known counter completes synchronously and allocates nothing. Each counter has its own lock, so
/// decisions are exact and callers of different subjects don't wait for each other.</para>
/// <para>The number of counters is bounded. Those that no longer tell anything are dropped, a few with each new one. Beyond
/// the bound new subjects of a policy share one counter: a flood of invented subjects then limits itself, at the price of
/// newcomers, and neither takes the memory nor gets past the limit.</para>
/// </remarks>
/// <param name="time">The clock; only its monotonic part is used, so that setting the clock moves no window.</param>
/// <param name="capacity">The most counters, besides the shared ones.</param>
internal sealed class LocalCounterStore(TimeProvider time, int capacity = LocalCounterStore.DefaultCapacity) : ICounterStore
{
    /// <summary>About 50 MB when it is full.</summary>
    public const int DefaultCapacity = 200_000;

    /// <summary>More than one, so that dropping outpaces adding.</summary>
    private const int DropsPerNewCounter = 8;

    private readonly ConcurrentDictionary<CounterKey, Counter> _counters = new();
    private readonly ConcurrentDictionary<CounterKey, Counter> _shared = new();
    private readonly CounterClock _clock = new(time);
    private readonly Lock _dropping = new();
    private IEnumerator<KeyValuePair<CounterKey, Counter>>? _next;
    private int _count;

    /// <summary>How many counters there are, besides the shared ones.</summary>
    public int Count => Volatile.Read(ref _count);

    public ValueTask<CounterDecision> TryAcquireAsync(CounterPolicy policy, CounterSubject subject)
    {
        var key = new CounterKey(policy, subject);
        while (true)
        {
            var counter = _counters.TryGetValue(key, out var known) ? known : Add(key);
            if (counter.TryAcquire(_clock, out var decision))
                return new ValueTask<CounterDecision>(decision);

            // It was dropped after it was found. Whoever dropped it may not have come to remove it yet.
            Remove(key, counter);
        }
    }

    private Counter Add(CounterKey key)
    {
        DropSome();
        if (Interlocked.Increment(ref _count) > capacity)
        {
            Interlocked.Decrement(ref _count);
            return _shared.GetOrAdd(key with { Subject = default }, static k => Counter.Create(k.Policy));
        }

        var added = Counter.Create(key.Policy);
        var counter = _counters.GetOrAdd(key, added);
        if (counter != added)
            Interlocked.Decrement(ref _count);

        return counter;
    }

    /// <summary>Looks at the next few counters, wherever the last call stopped, and drops those that tell nothing any more.</summary>
    private void DropSome()
    {
        if (!_dropping.TryEnter())
            return;

        try
        {
            for (var i = 0; i < DropsPerNewCounter; i++)
            {
                _next ??= _counters.GetEnumerator();
                if (!_next.MoveNext())
                {
                    _next.Dispose();
                    _next = null;
                    return;
                }

                var (key, counter) = _next.Current;
                if (counter.TryDrop(_clock))
                    Remove(key, counter);
            }
        }
        finally
        {
            _dropping.Exit();
        }
    }

    private void Remove(CounterKey key, Counter counter)
    {
        if (_counters.TryRemove(new(key, counter)))
            Interlocked.Decrement(ref _count);
    }
}
