using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.TrafficSplit.Rollout;

/// <summary>The schedule that raises the share of a new cluster in steps, and takes it back if a bound is exceeded.</summary>
public sealed record ScheduleOptions
{
    /// <summary>The id of the new cluster, one of <c>weights</c>. The others divide the rest by their weights.</summary>
    [ClusterId]
    public required string Cluster { get; init; }

    /// <summary>The shares of the new cluster in percent, in increasing order. It keeps the last one.</summary>
    [Length(1, 100)]
    public IReadOnlyList<double> Steps { get; init; } = [1, 5, 25, 50, 100];

    /// <summary>The minimum time of each step.</summary>
    [DurationRange("1s", "7d")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The minimum number of requests to the new cluster in each step.</summary>
    [Range(1, 1_000_000)]
    public int MinRequests { get; init; } = 100;

    /// <summary>The maximum share of failed requests to the new cluster in a step, in percent.</summary>
    [Range(0.0, 100.0)]
    public double? MaxErrorRate { get; init; }

    /// <summary>The maximum number of percentage points by which this share may exceed that of the other clusters.</summary>
    [Range(0.0, 100.0)]
    public double? MaxErrorIncrease { get; init; }

    /// <summary>The maximum time to the response head for 95 percent of the requests to the new cluster in a step.</summary>
    [DurationRange("1ms", "10m")]
    public TimeSpan? MaxLatency { get; init; }

    /// <summary>The maximum ratio of this time to that of the other clusters: with <c>1.5</c>, the new cluster may be 50 percent
    /// slower.</summary>
    [Range(0.1, 100.0)]
    public double? MaxLatencyRatio { get; init; }

    internal IEnumerable<OptionsError> Validate(IReadOnlyDictionary<string, int> weights)
    {
        if (!weights.Keys.Contains(Cluster, StringComparer.OrdinalIgnoreCase))
            yield return new OptionsError("schedule.cluster", $"is '{Cluster}'; it must be one of 'weights'");
        else if (weights.All(cluster => cluster.Value <= 0 || cluster.Key.Equals(Cluster, StringComparison.OrdinalIgnoreCase)))
            yield return new OptionsError("weights", $"must have a weight above 0 for another cluster than '{Cluster}'");
        for (var i = 0; i < Steps.Count; i++)
        {
            if (Steps[i] is not (> 0 and <= 100) || (i > 0 && Steps[i] <= Steps[i - 1]))
                yield return new OptionsError($"schedule.steps[{i}]", $"is {Steps[i]}; it must be above the step before, and at most 100");
        }

        if (MaxErrorRate is null && MaxErrorIncrease is null && MaxLatency is null && MaxLatencyRatio is null)
        {
            yield return new OptionsError(
                "schedule", "has no bound; set 'maxErrorRate', 'maxErrorIncrease', 'maxLatency' or 'maxLatencyRatio'");
        }
    }
}
