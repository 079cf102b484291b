namespace GatewayKit.Plugins.TrafficSplit.Rollout;

/// <summary>The requests of a window at one moment.</summary>
/// <param name="Requests">The number of requests.</param>
/// <param name="Errors">The number of those that failed.</param>
/// <param name="Latency">The time to the response head that 95 percent of them don't exceed.</param>
internal readonly record struct RequestCounts(long Requests, long Errors, TimeSpan Latency)
{
    /// <summary>Gets the share of failed requests in percent.</summary>
    public double ErrorRate => Requests == 0 ? 0 : 100.0 * Errors / Requests;
}
