using System.Collections.Concurrent;

namespace GatewayKit.Counters;

/// <summary>
/// The counters of one policy, by subject. Their number is bounded: those that no longer tell anything are dropped, a few with each new one, and
/// beyond the bound new subjects share one counter.
/// </summary>
internal sealed class PolicyCounters(CounterPolicy policy, CounterClock clock, int capacity)
{
    /// <summary>More than one, so that dropping outpaces adding.</summary>
    private const int LooksPerNewCounter = 8;

    private static readonly long s_quiet = TimeSpan.FromMinutes(1).Ticks;

    private readonly LimitAlgorithm[] _limits = [.. policy.Limits.Select(limit => LimitAlgorithm.Create(policy.Algorithm, limit))];
    private readonly ConcurrentDictionary<CounterSubject, Counter> _counters = new();
    private readonly Lock _changing = new();
    private IEnumerator<KeyValuePair<CounterSubject, Counter>>? _next;
    private Counter? _shared;
    private int _count;
    private bool _isRetired;
    private long _reportAfter = long.MinValue;

    public CounterPolicy Policy { get; } = policy;

    /// <summary>How many counters there are, besides the shared one.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts a request.</summary>
    /// <param name="subject">Whom it counts for.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="use">Which counter has counted it.</param>
    /// <returns>False if these counters are retired, so that others count now.</returns>
    public bool TryAcquire(CounterSubject subject, out CounterDecision decision, out CounterUse use)
    {
        use = CounterUse.Known;
        if (_counters.TryGetValue(subject, out var counter) && counter.TryAcquire(_limits, clock, out decision))
            return true;

        lock (_changing)
        {
            decision = default;
            if (_isRetired)
                return false;

            // What is found in here has not been dropped.
            counter = Find(subject, out use);
            return counter.TryAcquire(_limits, clock, out decision);
        }
    }

    /// <summary>Looks at some counters, and retires these counters if none is left.</summary>
    /// <returns>Whether they are retired.</returns>
    public bool TryRetire()
    {
        lock (_changing)
        {
            DropSome();
            if (_count == 0 && _shared?.TryDrop(_limits, clock) != false)
                _isRetired = true;
            return _isRetired;
        }
    }

    /// <summary>Whether to report that subjects share a counter: once in a minute.</summary>
    public bool ShouldReport()
    {
        var now = clock.Now;
        var after = Volatile.Read(ref _reportAfter);
        return now >= after && Interlocked.CompareExchange(ref _reportAfter, now + s_quiet, after) == after;
    }

    private Counter Find(CounterSubject subject, out CounterUse use)
    {
        use = CounterUse.Known;
        if (_counters.TryGetValue(subject, out var counter))
            return counter;

        DropSome();
        if (_count >= capacity)
        {
            use = CounterUse.Shared;
            return _shared ??= new Counter(_limits.Length);
        }

        use = CounterUse.New;
        counter = new Counter(_limits.Length);
        _counters.TryAdd(subject, counter);
        Volatile.Write(ref _count, _count + 1);
        return counter;
    }

    /// <summary>Looks at the next few counters, wherever the last call stopped, and drops those that tell nothing any more.</summary>
    private void DropSome()
    {
        for (var i = 0; i < LooksPerNewCounter; i++)
        {
            _next ??= _counters.GetEnumerator();
            if (!_next.MoveNext())
            {
                _next.Dispose();
                _next = null;
                return;
            }

            var (subject, counter) = _next.Current;
            if (counter.TryDrop(_limits, clock) && _counters.TryRemove(new(subject, counter)))
                Volatile.Write(ref _count, _count - 1);
        }
    }
}
