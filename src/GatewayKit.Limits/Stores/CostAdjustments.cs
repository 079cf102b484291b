namespace GatewayKit.Limits;

/// <summary>
/// Counts the costs that responses state. A response doesn't wait for the shared store: the call is on its way before the client has the
/// response, on the same connection as the node's next calls, so that its next request finds the cost counted.
/// </summary>
internal sealed class CostAdjustments(StoreFailures failures)
{
    /// <summary>The calls that responses don't wait for. Further responses wait, so that a slow store doesn't collect calls.</summary>
    internal const int MaximumPending = 1000;

    private int _pending;

    /// <param name="adjusted">The call of the store.</param>
    public ValueTask<HookResult> AddAsync(ValueTask adjusted)
    {
        if (adjusted.IsCompletedSuccessfully)
            return HookResult.Continue;

        var isWaiting = Interlocked.Increment(ref _pending) > MaximumPending;
        var ended = EndAsync(adjusted);
        return isWaiting ? new ValueTask<HookResult>(ended) : HookResult.Continue;
    }

    private async Task<HookResult> EndAsync(ValueTask adjusted)
    {
        try
        {
            await adjusted.ConfigureAwait(false);
        }
        catch (CounterStoreException error)
        {
            failures.Report(error);
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }

        return default;
    }
}
