namespace GatewayKit.Plugins.RateLimit;

/// <summary>A counted request whose response needs more than the number of remaining requests.</summary>
/// <param name="Store">The store that counted it.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Amount">The counted amount.</param>
internal sealed record CountedRequest(ICounterStore Store, CounterSubject Subject, CounterDecision Decision, long Amount);
