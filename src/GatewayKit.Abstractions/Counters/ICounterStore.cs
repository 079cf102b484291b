namespace GatewayKit;

/// <summary>Atomic counters, in this process or shared between nodes.</summary>
/// <remarks>
/// <para>A method reads the costs before it returns its task, so that the caller can pass them from its stack.</para>
/// <para>The store in this process completes synchronously and never fails.
/// A store outside this process bounds each call by its own timeout and reports every failure in the task as a
/// <see cref="CounterStoreException"/>. The caller decides whether the request then continues or is rejected. After that exception and
/// after a cancellation, it is unknown whether the costs were counted.</para>
/// </remarks>
public interface ICounterStore
{
    /// <summary>
    /// Counts costs against every limit of their policies, all or nothing: if one cost exceeds a limit, none is counted.
    /// Of N concurrent calls of cost 1 against a limit of L, exactly L are allowed.
    /// </summary>
    /// <param name="costs">The costs; at least one. A store outside this process decides about all of them in one round trip.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The decision of the exceeded limit that takes longest, or of the limit with the least remaining.</returns>
    /// <exception cref="ArgumentException">There is no cost, or an amount is negative.</exception>
    /// <exception cref="CounterStoreException">The store can't decide.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    ValueTask<CounterDecision> TryAcquireAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default);

    /// <summary>Returns the decision that <see cref="TryAcquireAsync"/> would return now, without counting.
    /// With amounts of 0, that is the current usage.</summary>
    /// <param name="costs">The costs; at least one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">There is no cost, or an amount is negative.</exception>
    /// <exception cref="CounterStoreException">The store can't decide.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    ValueTask<CounterDecision> PeekAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default);

    /// <summary>
    /// Corrects costs after the fact, for example when a response shows how many tokens it took.
    /// A positive amount is counted now, even beyond the limits. A negative amount is refunded where it still counts: a window that began
    /// after <paramref name="timestamp"/> isn't changed, and usage never falls below zero.
    /// </summary>
    /// <param name="costs">The differences to the counted costs; at least one.</param>
    /// <param name="timestamp">The <see cref="CounterDecision.Timestamp"/> of the decision that counted the costs.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">There is no cost.</exception>
    /// <exception cref="CounterStoreException">The store can't be reached.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    ValueTask AdjustAsync(ReadOnlySpan<CounterCost> costs, long timestamp, CancellationToken cancellationToken = default);
}
