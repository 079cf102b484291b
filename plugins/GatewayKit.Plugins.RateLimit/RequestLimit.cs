using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>So many requests in such a time.</summary>
public sealed record RequestLimit
{
    /// <summary>The most requests in a window, 1 to 1000000.</summary>
    [Range(1, RateLimitOptions.MaximumLimit)]
    public required int Limit { get; init; }

    /// <summary>The length of the window, 1 s to 365 days.</summary>
    [DurationRange("1s", "365d")]
    public required TimeSpan Window { get; init; }
}
