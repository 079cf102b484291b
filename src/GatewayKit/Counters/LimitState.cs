namespace GatewayKit.Counters;

/// <summary>How much of a limit is left.</summary>
/// <param name="Remaining">How many requests it allows now.</param>
/// <param name="Reset">How long until it is whole; zero if nothing is used.</param>
/// <param name="RetryAfter">How long until it allows one; zero if it does now.</param>
internal readonly record struct LimitState(long Remaining, TimeSpan Reset, TimeSpan RetryAfter);
