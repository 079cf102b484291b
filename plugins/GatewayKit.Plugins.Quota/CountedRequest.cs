namespace GatewayKit.Plugins.Quota;

/// <summary>A request that a quota has counted.</summary>
/// <param name="Periods">The periods in which it counts.</param>
/// <param name="Store">The store that counted it.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Amount">The counted amount.</param>
/// <param name="Warning">The value of the field that warns; null if there is none.</param>
internal sealed record CountedRequest(
    QuotaPeriods Periods, ICounterStore Store, CounterSubject Subject, CounterDecision Decision, long Amount, string? Warning)
{
    /// <summary>Adds a difference to the counted amount, in the periods in which the request counts.</summary>
    public ValueTask Adjust(long difference) => Periods.AdjustAsync(Store, Subject, difference, Decision.Timestamp);
}
