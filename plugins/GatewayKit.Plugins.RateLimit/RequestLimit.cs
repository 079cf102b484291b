using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>A maximum number of requests per time window.</summary>
public sealed record RequestLimit
{
    /// <summary>The maximum number of requests per window.</summary>
    [Range(1, RateLimitOptions.MaximumLimit)]
    public required int Limit { get; init; }

    /// <summary>The length of the window.</summary>
    [DurationRange("1s", "365d")]
    public required TimeSpan Window { get; init; }
}
