using System.Collections.Concurrent;

namespace GatewayKit.Counters;

/// <summary>
/// The counters of one policy, by subject. Their number is limited: counters without remaining usage are dropped, a few with each new one,
/// and beyond the limit new subjects share one counter.
/// </summary>
internal sealed class PolicyCounters(CounterPolicy policy, CounterClock clock, int capacity)
{
    /// <summary>More than one, so that counters are dropped faster than added.</summary>
    private const int LooksPerNewCounter = 8;

    private static readonly long s_quiet = TimeSpan.FromMinutes(1).Ticks;

    private readonly ConcurrentDictionary<CounterSubject, Counter> _counters = new();
    private readonly Lock _changing = new();
    private IEnumerator<KeyValuePair<CounterSubject, Counter>>? _next;
    private Counter? _shared;
    private Counter? _unused;
    private int _count;
    private bool _isRetired;
    private long _reportAfter = long.MinValue;

    public CounterPolicy Policy { get; private set; } = policy;

    public LimitAlgorithm[] Limits { get; private set; } = AlgorithmsOf(policy);

    /// <summary>The number of counters, excluding the shared one.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Applies the maximums of a policy that keeps the usage of another one.</summary>
    public void Use(CounterPolicy policy)
    {
        lock (_changing)
        {
            // In this order: a request that finds its policy uses these limits.
            Limits = AlgorithmsOf(policy);
            Policy = policy;
        }
    }

    /// <summary>Counts an amount against all limits, or against none.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="use">The counter that counted the amount.</param>
    /// <returns>False if these counters are retired and others count.</returns>
    public bool TryAcquire(CounterSubject subject, long amount, out CounterDecision decision, out CounterUse use)
    {
        use = CounterUse.Known;
        if (_counters.TryGetValue(subject, out var counter) && counter.TryAcquire(Limits, amount, keeps: true, clock, out decision))
            return true;

        lock (_changing)
        {
            decision = default;
            if (_isRetired)
                return false;

            // A counter that is found inside this lock isn't dropped.
            counter = FindOrCreate(subject, out use);
            return counter.TryAcquire(Limits, amount, keeps: true, clock, out decision);
        }
    }

    /// <summary>Returns the counter that counts for a subject, which may be dropped at any time.</summary>
    /// <returns>The counter; null if these counters are retired and others count.</returns>
    public Counter? Find(CounterSubject subject, out CounterUse use)
    {
        use = CounterUse.Known;
        if (_counters.TryGetValue(subject, out var counter))
            return counter;

        lock (_changing)
            return _isRetired ? null : FindOrCreate(subject, out use);
    }

    /// <summary>Returns a counter with the usage of a subject, which may be dropped at any time.
    /// Doesn't create one for a new subject.</summary>
    public Counter FindUsage(CounterSubject subject)
    {
        if (FindOwn(subject) is { } counter)
            return counter;

        lock (_changing)
            return (!_isRetired && _count >= capacity ? _shared : null) ?? (_unused ??= new Counter(Limits.Length));
    }

    /// <summary>Returns whether a counter is that of all subjects without usage.</summary>
    public bool IsUnused(Counter counter) => counter == Volatile.Read(ref _unused);

    /// <summary>Returns a subject's own counter, which may be dropped at any time; null if there is none.</summary>
    public Counter? FindOwn(CounterSubject subject) => _counters.GetValueOrDefault(subject);

    /// <summary>Checks some counters, and retires this collection if it is empty.</summary>
    /// <returns>Whether the collection is retired.</returns>
    public bool TryRetire()
    {
        lock (_changing)
        {
            DropSome();
            if (_count == 0 && _shared?.TryDrop(Limits, clock) != false)
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

    private static LimitAlgorithm[] AlgorithmsOf(CounterPolicy policy)
        => [.. policy.Limits.Select(limit => LimitAlgorithm.Create(policy.Algorithm, limit))];

    private Counter FindOrCreate(CounterSubject subject, out CounterUse use)
    {
        use = CounterUse.Known;
        if (_counters.TryGetValue(subject, out var counter))
            return counter;

        DropSome();
        if (_count >= capacity)
        {
            use = CounterUse.Shared;
            return _shared ??= new Counter(Limits.Length);
        }

        use = CounterUse.New;
        counter = new Counter(Limits.Length);
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
            if (counter.TryDrop(Limits, clock) && _counters.TryRemove(new(subject, counter)))
                Volatile.Write(ref _count, _count - 1);
        }
    }
}
