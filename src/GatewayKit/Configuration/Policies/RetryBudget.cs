using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration.Policies;

/// <summary>
/// The retries that a cluster can have: a share of its requests, and some more so that a cluster with few requests can have retries
/// as well. The unused part is kept up to 10 retries, or up to those of one second if that is more.
/// </summary>
public sealed record RetryBudget
{
    /// <summary>The retries for each 100 requests.</summary>
    [Range(0, 100)]
    public int Percent { get; init; } = 20;

    /// <summary>The additional retries for each second.</summary>
    [Range(0, 1000)]
    public int PerSecond { get; init; } = 1;
}
