namespace GatewayKit.Counters;

/// <summary>
/// What one subject has used of every limit of a policy. Calls may come in parallel. There may be many of these, so each is one small
/// object: it is its own lock, and what most policies need, the usage of one limit, is a field.
/// </summary>
internal sealed class Counter(int limits)
{
    private readonly LimitUsage[]? _others = limits > 1 ? new LimitUsage[limits - 1] : null;
    private LimitUsage _first;
    private bool _dropped;

    /// <summary>Counts a request against every limit, or against none.</summary>
    /// <returns>False if the counter has been dropped, so that another one counts now.</returns>
    public bool TryAcquire(LimitAlgorithm[] limits, CounterClock clock, out CounterDecision decision)
    {
        lock (this)
        {
            decision = default;
            if (_dropped)
                return false;

            // Asked for inside the lock: a limit never sees time go back.
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

    /// <summary>Ends the counter if a new one would decide the same.</summary>
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

    /// <summary>The limit that makes the caller wait the longest, or else the one that has the least left.</summary>
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
