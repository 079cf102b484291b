namespace GatewayKit;

/// <summary>The decision of a counter store about one request.</summary>
/// <param name="IsAllowed">Whether the request is within every limit and was counted.</param>
/// <param name="LimitIndex">The index of the deciding limit: the exceeded limit, or the limit with the least remaining.</param>
/// <param name="Remaining">The number of requests that the deciding limit still allows.</param>
/// <param name="Reset">The time until the deciding limit is fully replenished.</param>
/// <param name="RetryAfter">The time until the deciding limit allows another request; zero if it allows one now.</param>
public readonly record struct CounterDecision(
    bool IsAllowed, int LimitIndex, long Remaining, TimeSpan Reset, TimeSpan RetryAfter);
