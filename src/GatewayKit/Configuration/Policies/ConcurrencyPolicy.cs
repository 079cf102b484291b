using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration.Policies;

/// <summary>
/// Limits the requests of a cluster that are in progress at the same time on this gateway. Further ones wait in a queue, in their
/// order. A request that doesn't fit into the queue, or has waited too long, isn't sent: 503.
/// </summary>
public sealed record ConcurrencyPolicy
{
    /// <summary>The maximum number of requests in progress, from their start to the end of their responses.</summary>
    [Range(1, 1_000_000)]
    public required int Limit { get; init; }

    /// <summary>The maximum number of requests that wait; 0 for none.</summary>
    [Range(0, 100_000)]
    public int Queue { get; init; }

    /// <summary>The maximum time that a request waits.</summary>
    [DurationRange("1ms", "1m")]
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
