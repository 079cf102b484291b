using System.Globalization;

namespace GatewayKit.Plugins.TrafficSplit.Rollout;

/// <summary>The bounds for a new cluster.</summary>
internal sealed class RolloutBounds(ScheduleOptions options)
{
    /// <summary>Returns the first exceeded bound in a sentence; <c>null</c> if there is none.</summary>
    /// <param name="counts">The requests to the new cluster.</param>
    /// <param name="others">The requests to the others; <c>null</c> if there were too few to compare with.</param>
    public string? FindExceeded(RequestCounts counts, RequestCounts? others)
    {
        // Failures count as if the minimum of requests were reached: if they exceed the bound even then, nothing is gained by waiting.
        var rate = 100.0 * counts.Errors / Math.Max(counts.Requests, options.MinRequests);
        var failed = string.Create(CultureInfo.InvariantCulture, $"{counts.Errors} of {counts.Requests} requests failed");
        if (options.MaxErrorRate is { } most && rate > most)
            return string.Create(CultureInfo.InvariantCulture, $"{failed}; the bound is {most}%.");
        if (options.MaxErrorIncrease is { } increase && others is { } reference && rate > reference.ErrorRate + increase)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"{failed}; the bound is {increase} percentage points above the {reference.ErrorRate:0.##}% of the other clusters.");
        }

        if (counts.Requests < options.MinRequests)
            return null;

        var latency = counts.Latency;
        var slow = string.Create(CultureInfo.InvariantCulture, $"95% of the requests took up to {latency.TotalMilliseconds:0} ms");
        if (options.MaxLatency is { } longest && latency > longest)
            return string.Create(CultureInfo.InvariantCulture, $"{slow}; the bound is {longest.TotalMilliseconds:0} ms.");
        if (options.MaxLatencyRatio is { } ratio && others is { } compared && latency > compared.Latency * ratio)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"{slow}; the bound is {ratio} times the {compared.Latency.TotalMilliseconds:0} ms of the other clusters.");
        }

        return null;
    }
}
