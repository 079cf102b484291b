using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration.Policies;

/// <summary>
/// Keeps requests from a destination that fails: when the share of failures is reached, the breaker of the destination opens, and the
/// requests go to the others. After a time, one request probes the destination (half-open), and closes the breaker or opens it again.
/// If the breakers of all destinations are open: 503.
/// </summary>
public sealed record CircuitBreakerPolicy : IValidatedOptions
{
    /// <summary>The share of failed attempts that opens the breaker.</summary>
    [Range(0.01, 1.0)]
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>The number of attempts within the sampling duration below which the breaker doesn't open.</summary>
    [Range(2, 1000)]
    public int MinimumThroughput { get; init; } = 10;

    /// <summary>The period over which attempts are counted.</summary>
    [DurationRange("500ms", "1h")]
    public TimeSpan SamplingDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time before an open breaker lets a probe through.</summary>
    [DurationRange("500ms", "1d")]
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The statuses of a response that count as failures, 400 to 599. An attempt without a response always does.</summary>
    [MaxLength(100)]
    public IReadOnlyList<int> Statuses { get; init; } = [500, 502, 503, 504];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => StatusList.Check("statuses", Statuses);
}
