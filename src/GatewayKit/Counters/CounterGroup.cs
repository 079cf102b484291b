using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Counters;

/// <summary>The counters of several costs, which are decided together while their locks are held.</summary>
/// <param name="costs">The costs.</param>
/// <param name="policies">The counters of each cost's policy.</param>
/// <param name="counters">The counter of each cost. Two costs may share one.</param>
/// <param name="clock">The clock.</param>
internal readonly ref struct CounterGroup(
    ReadOnlySpan<CounterCost> costs, ReadOnlySpan<PolicyCounters> policies, ReadOnlySpan<Counter> counters, CounterClock clock)
{
    private readonly ReadOnlySpan<CounterCost> _costs = costs;
    private readonly ReadOnlySpan<PolicyCounters> _policies = policies;
    private readonly ReadOnlySpan<Counter> _counters = counters;

    /// <summary>Counts all costs, or none.</summary>
    /// <param name="locks">Space for the counters in the order of their locks.</param>
    /// <param name="keeps">Whether the costs are counted; otherwise, they are removed after the decision.</param>
    /// <param name="decision">The decision.</param>
    /// <returns>False if a counter was dropped and another one counts.</returns>
    [SuppressMessage("Reliability", "CA2002:Do not lock on objects with weak identity",
        Justification = "A counter is internal and is its own lock.")]
    public bool TryAcquire(Span<Counter> locks, bool keeps, out CounterDecision decision)
    {
        decision = default;
        _counters.CopyTo(locks);

        // In one order for all threads, so that no two of them wait for each other.
        locks.Sort(static (left, right) => left.Order.CompareTo(right.Order));
        var held = 0;
        try
        {
            for (; held < locks.Length; held++)
                Monitor.Enter(locks[held]);
            foreach (var counter in _counters)
            {
                if (counter.IsDropped)
                    return false;
            }

            decision = Decide(keeps);
            return true;
        }
        finally
        {
            while (held > 0)
                Monitor.Exit(locks[--held]);
        }
    }

    private CounterDecision Decide(bool keeps)
    {
        var now = clock.Now;
        var worst = default(CounterDecision);
        for (var i = 0; i < _costs.Length; i++)
        {
            // Taken at once, so that two costs of the same counter count together.
            var (limits, amount) = (_policies[i].Limits, _costs[i].Amount);
            var decision = _counters[i].Decide(limits, amount, now) with { CostIndex = i };
            _counters[i].Take(limits, amount);
            if (i == 0 || decision.RetryAfter > worst.RetryAfter)
                worst = decision;
        }

        if (worst.IsAllowed)
            worst = Tightest(now);
        if (!worst.IsAllowed || !keeps)
        {
            for (var i = 0; i < _costs.Length; i++)
                _counters[i].Take(_policies[i].Limits, -_costs[i].Amount);
        }

        return worst;
    }

    /// <summary>
    /// Returns the decision after all costs are counted: the one with the longest wait for another request; without a wait,
    /// the one with the smallest part of its limit remaining, because amounts of different costs have different units.
    /// </summary>
    private CounterDecision Tightest(long now)
    {
        var tightest = default(CounterDecision);
        var part = double.MaxValue;
        for (var i = 0; i < _costs.Length; i++)
        {
            var decision = _counters[i].Decide(_policies[i].Limits, 1, now);
            var remaining = (double)decision.Remaining / _costs[i].Policy.Limits[decision.LimitIndex].Limit;
            if (i == 0 || decision.RetryAfter > tightest.RetryAfter || (decision.RetryAfter == tightest.RetryAfter && remaining < part))
                (tightest, part) = (decision with { CostIndex = i, IsAllowed = true }, remaining);
        }

        return tightest;
    }
}
