namespace GatewayKit.Counters;

/// <summary>
/// The usage of every limit of a policy by one subject. Calls may be concurrent. There may be many instances, so each is one small
/// object: the object is its own lock, and the usage of one limit, which is enough for most policies, is a field.
/// </summary>
internal sealed class Counter(int limits)
{
    private static long s_last;

    private readonly LimitUsage[]? _others = limits > 1 ? new LimitUsage[limits - 1] : null;
    private LimitUsage _first;

    // A counter is created before the locks of all counters of a decision are held, and must not be dropped in between.
    private bool _isNew = true;

    /// <summary>A unique number: the order in which a thread locks several counters.</summary>
    public long Order { get; } = Interlocked.Increment(ref s_last);

    /// <summary>Gets whether another counter counts for the subject. Read it inside the lock.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>Counts an amount against all limits, or against none.</summary>
    /// <param name="limits">The limits of the policy.</param>
    /// <param name="amount">The amount; at least 0.</param>
    /// <param name="keeps">Whether the amount is counted; otherwise, it is removed after the decision.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="decision">The decision.</param>
    /// <returns>False if the counter was dropped and another one counts.</returns>
    public bool TryAcquire(LimitAlgorithm[] limits, long amount, bool keeps, CounterClock clock, out CounterDecision decision)
    {
        lock (this)
        {
            decision = default;
            if (IsDropped)
                return false;

            // Read inside the lock, so that time never goes back for a limit.
            var now = clock.Now;
            decision = Decide(limits, amount, now);
            if (!decision.IsAllowed)
                return true;

            Take(limits, amount);
            decision = Decide(limits, 1, now) with { IsAllowed = true };
            if (!keeps)
                Take(limits, -amount);
            return true;
        }
    }

    /// <summary>Adds an amount even beyond the limits, or refunds a negative amount as far as it still counts.</summary>
    /// <returns>False if the counter was dropped and another one counts.</returns>
    public bool TryAdjust(LimitAlgorithm[] limits, long amount, long timestamp, CounterClock clock)
    {
        lock (this)
        {
            if (IsDropped)
                return false;

            _isNew = false;
            var now = clock.Now;
            for (var i = 0; i < limits.Length; i++)
            {
                limits[i].Look(ref Usage(i), now, 1);
                if (amount < 0)
                    limits[i].Refund(ref Usage(i), -amount, timestamp);
                else
                    limits[i].Take(ref Usage(i), amount);
            }

            return true;
        }
    }

    /// <summary>Retires the counter if a new one would make the same decisions.</summary>
    public bool TryDrop(LimitAlgorithm[] limits, CounterClock clock)
    {
        lock (this)
        {
            if (_isNew)
                return false;

            var now = clock.Now;
            for (var i = 0; i < limits.Length; i++)
            {
                if (limits[i].Look(ref Usage(i), now, 1).Reset > TimeSpan.Zero)
                    return false;
            }

            return IsDropped = true;
        }
    }

    /// <summary>
    /// Returns the limit with the longest wait; without a wait, the limit with the least remaining. Call it inside the lock.
    /// </summary>
    public CounterDecision Decide(LimitAlgorithm[] limits, long amount, long now)
    {
        _isNew = false;
        var decision = default(CounterDecision);
        for (var i = 0; i < limits.Length; i++)
        {
            var (remaining, reset, retryAfter) = limits[i].Look(ref Usage(i), now, long.Max(1, amount));
            if (i == 0 || retryAfter > decision.RetryAfter || (retryAfter == decision.RetryAfter && remaining < decision.Remaining))
                decision = new CounterDecision(retryAfter == TimeSpan.Zero, i, remaining, reset, retryAfter, Timestamp: now);
        }

        return decision;
    }

    /// <summary>Adds an amount to all limits, or undoes that with the negative amount. Call it inside the lock, after a decision.</summary>
    public void Take(LimitAlgorithm[] limits, long amount)
    {
        for (var i = 0; i < limits.Length; i++)
            limits[i].Take(ref Usage(i), amount);
    }

    private ref LimitUsage Usage(int limit) => ref limit == 0 ? ref _first : ref _others![limit - 1];
}
