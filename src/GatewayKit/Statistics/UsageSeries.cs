namespace GatewayKit.Statistics;

/// <summary>The requests of a route and a consumer with statuses of a class.</summary>
/// <param name="Route">The id of the route; <c>(none)</c> for requests that match no route, <c>(other)</c> beyond the limit.</param>
/// <param name="Consumer">The name of the configured consumer; <c>(none)</c> for requests without a caller, <c>(other)</c> for callers that
/// aren't configured consumers, and beyond the limit.</param>
/// <param name="StatusClass">The first digit of the status, 1 to 5; 0 for any other status. A client that disconnected before the response
/// has 4.</param>
public sealed record UsageSeries(string Route, string Consumer, int StatusClass)
{
    /// <summary>Gets the number of requests that have ended.</summary>
    public long Count { get; init; }

    /// <summary>Gets the sum of the sizes of their bodies in bytes, as far as these are known.</summary>
    public long RequestBytes { get; init; }

    /// <summary>Gets the sum of the sizes of the responses' bodies in bytes, as far as these are known.</summary>
    public long ResponseBytes { get; init; }

    /// <summary>Gets the sum of their times from the match of the route to the end of the response.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets the distribution of these times.</summary>
    public LatencySketch Latency { get; init; } = new();

    /// <summary>Returns the sum of two series, with the names of this one.</summary>
    /// <param name="other">The other series.</param>
    public UsageSeries Plus(UsageSeries other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var latency = new LatencySketch();
        latency.Add(Latency);
        latency.Add(other.Latency);
        return this with
        {
            Count = Count + other.Count,
            RequestBytes = RequestBytes + other.RequestBytes,
            ResponseBytes = ResponseBytes + other.ResponseBytes,
            Duration = Duration + other.Duration,
            Latency = latency,
        };
    }
}
