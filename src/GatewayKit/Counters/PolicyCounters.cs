using System.Collections.Concurrent;

namespace GatewayKit.Counters;

/// <summary>
/// The counters of one policy, by subject. Their number is limited: counters without remaining usage are dropped, a few with each new one, and
/// beyond the limit new subjects share one counter.
/// </summary>
internal sealed class PolicyCounters(CounterPolicy policy, CounterClock clock, int capacity)
{
    /// <summary>More than one, so that counters are dropped faster than added.</summary>
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

    /// <summary>The number of counters, excluding the shared one.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts a request.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="use">The counter that counted the request.</param>
    /// <returns>False if these counters are retired and others count.</returns>
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

            // A counter that is found inside this lock isn't dropped.
            counter = Find(subject, out use);
            return counter.TryAcquire(_limits, clock, out decision);
        }
    }

    /// <summary>Checks some counters, and retires this collection if it is empty.</summary>
    /// <returns>Whether the collection is retired.</returns>
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

    /// <summary>Returns whether to report that subjects share a counter: once per minute.</summary>
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

    /// <summary>Checks the next few counters, starting where the last call stopped, and drops those without remaining usage.</summary>
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
