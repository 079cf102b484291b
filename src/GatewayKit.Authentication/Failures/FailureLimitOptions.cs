using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Authentication;

/// <summary>The number of failed attempts to authenticate that are allowed from one address.</summary>
public sealed record FailureLimitOptions
{
    /// <summary>The maximum number of failed attempts per window from one IP address; an IPv6 address counts by its /64 prefix.</summary>
    [Range(1, 1_000_000)]
    public int Limit { get; init; } = 1000;

    /// <summary>The length of the window. The number of allowed failures refills evenly over the window.</summary>
    [DurationRange("1s", "1d")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);
}
