using GatewayKit.Counters;

namespace GatewayKit.Tests.Counters;

internal static class CounterStoreCalls
{
    public static CounterDecision Acquire(this LocalCounterStore store, CounterPolicy policy, CounterSubject subject, long amount = 1)
        => Now(store.TryAcquireAsync(policy, subject, amount));

    public static CounterDecision Acquire(this LocalCounterStore store, params ReadOnlySpan<CounterCost> costs)
        => Now(store.TryAcquireAsync(costs));

    public static CounterDecision Peek(this LocalCounterStore store, CounterPolicy policy, CounterSubject subject, long amount = 0)
        => Now(store.PeekAsync(policy, subject, amount));

    public static CounterDecision Peek(this LocalCounterStore store, params ReadOnlySpan<CounterCost> costs) => Now(store.PeekAsync(costs));

    public static void Adjust(this LocalCounterStore store, CounterPolicy policy, CounterSubject subject, long amount, long timestamp)
        => Assert.True(store.AdjustAsync(policy, subject, amount, timestamp).AsTask().IsCompletedSuccessfully);

    private static CounterDecision Now(ValueTask<CounterDecision> decision)
        => decision.IsCompletedSuccessfully ? decision.Result : throw new InvalidOperationException("It did not decide at once.");
}
