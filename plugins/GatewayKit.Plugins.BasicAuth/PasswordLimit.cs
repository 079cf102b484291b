using System.ComponentModel.DataAnnotations;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>The number of wrong passwords that are allowed from one address. It is lower than that of keys, since people choose
/// passwords.</summary>
public sealed record PasswordLimit
{
    /// <summary>The maximum number of wrong passwords per window from one IP address; an IPv6 address counts by its /64 prefix.</summary>
    [Range(1, 1_000_000)]
    public int Limit { get; init; } = 100;

    /// <summary>The length of the window. The number of allowed failures refills evenly over the window.</summary>
    [DurationRange("1s", "1d")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    internal FailureLimitOptions ToFailureLimit() => new() { Limit = Limit, Window = Window };
}
