namespace GatewayKit.Testing;

/// <summary>A counter store that can't be reached: every call fails with a <see cref="CounterStoreException"/>.</summary>
public sealed class LostCounterStore : ICounterStore
{
    /// <inheritdoc />
    public ValueTask<CounterDecision> TryAcquireAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
        => ValueTask.FromException<CounterDecision>(Lost());

    /// <inheritdoc />
    public ValueTask<CounterDecision> PeekAsync(ReadOnlySpan<CounterCost> costs, CancellationToken cancellationToken = default)
        => ValueTask.FromException<CounterDecision>(Lost());

    /// <inheritdoc />
    public ValueTask AdjustAsync(ReadOnlySpan<CounterCost> costs, long timestamp, CancellationToken cancellationToken = default)
        => ValueTask.FromException(Lost());

    private static CounterStoreException Lost() => new("The counter store can't be reached.");
}
