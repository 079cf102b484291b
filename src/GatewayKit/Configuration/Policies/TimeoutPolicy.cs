namespace GatewayKit.Configuration.Policies;

/// <summary>
/// The time limits of the attempts to get a response: from the first byte of a request to the head of its response. The body of the
/// response isn't limited by them, but by <c>activityTimeout</c> and the route's <c>timeout</c>.
/// </summary>
public sealed record TimeoutPolicy
{
    /// <summary>The maximum time to open a connection to a destination, with the handshake of TLS, 1 ms to 1 d; null for 15 s. A request
    /// that has no connection then isn't sent, so that the next attempt can follow, whatever its method is.</summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan? Connect { get; init; }

    /// <summary>The maximum time of one attempt, 1 ms to 1 d; null for no limit. The next attempt can follow.</summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan? PerTry { get; init; }

    /// <summary>The maximum time of all attempts and the delays between them, 1 ms to 1 d; null for no limit. Then 504.</summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan? Total { get; init; }
}
