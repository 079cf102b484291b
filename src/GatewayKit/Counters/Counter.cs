namespace GatewayKit.Counters;

/// <summary>
/// The usage of every limit of a policy by one subject. Calls may be concurrent. There may be many instances, so each is one small
/// object: the object is its own lock, and the usage of one limit, which is enough for most policies, is a field.
/// </summary>
internal sealed class Counter(int limits)
{
    private readonly LimitUsage[]? _others = limits > 1 ? new LimitUsage[limits - 1] : null;
    private LimitUsage _first;
    private bool _dropped;

    /// <summary>Counts a request against all limits, or against none.</summary>
    /// <returns>False if the counter was dropped and another one counts.</returns>
    public bool TryAcquire(LimitAlgorithm[] limits, CounterClock clock, out CounterDecision decision)
    {
        lock (this)
        {
            decision = default;
            if (_dropped)
                return false;

            // Read inside the lock, so that time never goes back for a limit.
            var now = clock.Now;
            decision = Decide(limits, now);
            if (!decision.IsAllowed)
                return true;

            for (var i = 0; i < limits.Length; i++)
                limits[i].Take(ref Usage(i));

            decision = Decide(limits, now) with { IsAllowed = true };
            return true;
        }
    }

    /// <summary>Retires the counter if a new one would make the same decisions.</summary>
    public bool TryDrop(LimitAlgorithm[] limits, CounterClock clock)
    {
        lock (this)
        {
            var now = clock.Now;
            for (var i = 0; i < limits.Length; i++)
            {
                if (limits[i].Look(ref Usage(i), now).Reset > TimeSpan.Zero)
                    return false;
            }

            return _dropped = true;
        }
    }

    /// <summary>Returns the limit with the longest wait; without a wait, the limit with the fewest remaining requests.</summary>
    private CounterDecision Decide(LimitAlgorithm[] limits, long now)
    {
        var decision = default(CounterDecision);
        for (var i = 0; i < limits.Length; i++)
        {
            var (remaining, reset, retryAfter) = limits[i].Look(ref Usage(i), now);
            if (i == 0 || retryAfter > decision.RetryAfter || (retryAfter == decision.RetryAfter && remaining < decision.Remaining))
                decision = new CounterDecision(retryAfter == TimeSpan.Zero, i, remaining, reset, retryAfter);
        }

        return decision;
    }

    private ref LimitUsage Usage(int limit) => ref limit == 0 ? ref _first : ref _others![limit - 1];
}
