namespace GatewayKit;

/// <summary>Calls a counter store with a single cost.</summary>
public static class CounterStoreExtensions
{
    /// <summary>Counts a cost against every limit of a policy, or against none (<see cref="ICounterStore.TryAcquireAsync"/>).</summary>
    /// <param name="counters">The store.</param>
    /// <param name="policy">The limits.</param>
    /// <param name="subject">The subject to count for.</param>
    /// <param name="amount">The amount; at least 0.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The decision.</returns>
    public static ValueTask<CounterDecision> TryAcquireAsync(
        this ICounterStore counters,
        CounterPolicy policy, CounterSubject subject, long amount = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(counters);
        var cost = new CounterCost(policy, subject, amount);
        return counters.TryAcquireAsync(new ReadOnlySpan<CounterCost>(in cost), cancellationToken);
    }

    /// <summary>Returns the decision about a cost without counting it (<see cref="ICounterStore.PeekAsync"/>).</summary>
    /// <param name="counters">The store.</param>
    /// <param name="policy">The limits.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="amount">The amount; at least 0.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The decision.</returns>
    public static ValueTask<CounterDecision> PeekAsync(
        this ICounterStore counters,
        CounterPolicy policy, CounterSubject subject, long amount = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(counters);
        var cost = new CounterCost(policy, subject, amount);
        return counters.PeekAsync(new ReadOnlySpan<CounterCost>(in cost), cancellationToken);
    }

    /// <summary>Adds to a counted cost, or refunds a part of it (<see cref="ICounterStore.AdjustAsync"/>).</summary>
    /// <param name="counters">The store.</param>
    /// <param name="policy">The limits.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="amount">The amount to add; negative to refund it.</param>
    /// <param name="timestamp">The timestamp of the decision that counted the cost.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static ValueTask AdjustAsync(
        this ICounterStore counters,
        CounterPolicy policy, CounterSubject subject, long amount, long timestamp, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(counters);
        var cost = new CounterCost(policy, subject, amount);
        return counters.AdjustAsync(new ReadOnlySpan<CounterCost>(in cost), timestamp, cancellationToken);
    }
}
