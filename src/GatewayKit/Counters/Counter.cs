namespace GatewayKit.Counters;

/// <summary>What one subject has used of every limit of a policy. Calls may come in parallel.</summary>
internal sealed class Counter
{
    private readonly Lock _lock = new();
    private readonly LimitCounter[] _limits;
    private bool _dropped;

    private Counter(LimitCounter[] limits) => _limits = limits;

    public static Counter Create(CounterPolicy policy)
    {
        var limits = new LimitCounter[policy.Limits.Length];
        for (var i = 0; i < limits.Length; i++)
            limits[i] = LimitCounter.Create(policy.Algorithm, policy.Limits[i]);

        return new Counter(limits);
    }

    /// <summary>Counts a request against every limit, or against none.</summary>
    /// <returns>False if the counter has been dropped, so that another one counts now.</returns>
    public bool TryAcquire(CounterClock clock, out CounterDecision decision)
    {
        lock (_lock)
        {
            decision = default;
            if (_dropped)
                return false;

            // Asked for inside the lock: a limit never sees time go back.
            var now = clock.Now;
            decision = Decide(now);
            if (!decision.IsAllowed)
                return true;

            foreach (var limit in _limits)
                limit.Take();

            decision = Decide(now) with { IsAllowed = true };
            return true;
        }
    }

    /// <summary>Ends the counter if a new one would decide the same.</summary>
    public bool TryDrop(CounterClock clock)
    {
        lock (_lock)
        {
            var now = clock.Now;
            foreach (var limit in _limits)
            {
                if (limit.Look(now).Reset > TimeSpan.Zero)
                    return false;
            }

            return _dropped = true;
        }
    }

    /// <summary>The limit that makes the caller wait the longest, or else the one that has the least left.</summary>
    private CounterDecision Decide(long now)
    {
        var decision = default(CounterDecision);
        for (var i = 0; i < _limits.Length; i++)
        {
            var (remaining, reset, retryAfter) = _limits[i].Look(now);
            if (i == 0 || retryAfter > decision.RetryAfter || (retryAfter == decision.RetryAfter && remaining < decision.Remaining))
                decision = new CounterDecision(retryAfter == TimeSpan.Zero, i, remaining, reset, retryAfter);
        }

        return decision;
    }
}
