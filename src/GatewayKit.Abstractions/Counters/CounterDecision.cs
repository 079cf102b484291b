namespace GatewayKit;

/// <summary>The decision of a counter store about the costs of one request.</summary>
/// <param name="IsAllowed">Whether every cost is within every limit of its policy.</param>
/// <param name="LimitIndex">The index of the deciding limit in its policy: the exceeded limit,
/// or the limit with the least remaining.</param>
/// <param name="Remaining">The amount that the deciding limit still allows.</param>
/// <param name="Reset">The time until the deciding limit is fully replenished.</param>
/// <param name="RetryAfter">
/// For a rejected request, the time until the deciding limit allows its cost; <see cref="TimeSpan.MaxValue"/> for a cost above the limit
/// itself. For an allowed request, the time until the deciding limit allows another one; zero if it allows one now.
/// </param>
/// <param name="CostIndex">The index of the cost whose limit decides.</param>
/// <param name="Timestamp">The time of the decision, in a unit of the store; for <see cref="ICounterStore.AdjustAsync"/>.</param>
public readonly record struct CounterDecision(
    bool IsAllowed, int LimitIndex, long Remaining, TimeSpan Reset, TimeSpan RetryAfter, int CostIndex = 0, long Timestamp = 0);
