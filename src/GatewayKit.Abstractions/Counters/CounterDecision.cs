namespace GatewayKit;

/// <summary>What a counter store decided.</summary>
/// <param name="IsAllowed">Whether the request was counted and may go on.</param>
/// <param name="LimitIndex">Which limit of the policy decides: the one that refused, or the one with the least left.</param>
/// <param name="Remaining">How many more requests that limit allows now.</param>
/// <param name="Reset">How long until that limit is whole again.</param>
/// <param name="RetryAfter">How long until it allows another request; zero if it does now.</param>
public readonly record struct CounterDecision(
    bool IsAllowed, int LimitIndex, long Remaining, TimeSpan Reset, TimeSpan RetryAfter);
