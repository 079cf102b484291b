namespace GatewayKit.Counters;

/// <summary>The remaining part of a limit.</summary>
/// <param name="Remaining">The amount that it allows now.</param>
/// <param name="Reset">The time until the full limit is available; zero if nothing is used.</param>
/// <param name="RetryAfter">The time until it allows the amount in question; zero if it does now, the maximum if it never does.</param>
internal readonly record struct LimitState(long Remaining, TimeSpan Reset, TimeSpan RetryAfter);
