namespace GatewayKit;

/// <summary>Atomic counters against limits: in this process, or shared between nodes.</summary>
public interface ICounterStore
{
    /// <summary>
    /// Counts one request against every limit of a policy, all or nothing: if one limit refuses, none counts. Of N
    /// parallel calls against a limit of L, exactly L are allowed.
    /// </summary>
    /// <param name="policy">The limits.</param>
    /// <param name="subject">Whom they are counted for.</param>
    /// <returns>The decision, of the limit that refused or that has the least left.</returns>
    ValueTask<CounterDecision> TryAcquireAsync(CounterPolicy policy, CounterSubject subject);
}
