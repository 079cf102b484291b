namespace GatewayKit;

/// <summary>Atomic request counters, in this process or shared between nodes.</summary>
public interface ICounterStore
{
    /// <summary>
    /// Counts one request against every limit of a policy, all or nothing: if the request exceeds a limit, it counts against none.
    /// Of N concurrent calls against a limit of L, exactly L are allowed.
    /// </summary>
    /// <param name="policy">The limits.</param>
    /// <param name="subject">The subject to count for.</param>
    /// <returns>The decision of the exceeded limit, or of the limit with the least remaining.</returns>
    ValueTask<CounterDecision> TryAcquireAsync(CounterPolicy policy, CounterSubject subject);
}
