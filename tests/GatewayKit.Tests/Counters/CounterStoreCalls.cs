using GatewayKit.Counters;

namespace GatewayKit.Tests.Counters;

internal static class CounterStoreCalls
{
    public static CounterDecision Acquire(this LocalCounterStore store, CounterPolicy policy, CounterSubject subject)
    {
        var decision = store.TryAcquireAsync(policy, subject);
        return decision.IsCompletedSuccessfully ? decision.Result : throw new InvalidOperationException("It did not decide at once.");
    }
}
