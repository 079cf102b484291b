using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.LoadShedding;

/// <summary>The options of <c>load-shedding</c>.</summary>
public sealed record LoadSheddingOptions : IValidatedOptions
{
    internal const int MaximumLimit = 100_000;

    /// <summary>The minimum of the adaptive limit: this number of requests in flight is never too high.</summary>
    [Range(1, MaximumLimit)]
    public int MinConcurrency { get; init; } = 20;

    /// <summary>The maximum of the adaptive limit.</summary>
    [Range(1, MaximumLimit)]
    public int MaxConcurrency { get; init; } = 1000;

    /// <summary>The limit at the start. Default: 100, within the minimum and the maximum.</summary>
    [Range(1, MaximumLimit)]
    public int? InitialConcurrency { get; init; }

    /// <summary>
    /// The tolerated ratio of the current response time to the usual one. Beyond it, the limit decreases.
    /// </summary>
    [Range(1.1, 10.0)]
    public double Tolerance { get; init; } = 2;

    /// <summary>The percentage of the process's CPU time beyond which requests are rejected. 100 turns this off.</summary>
    [Range(10, 100)]
    public int MaxCpu { get; init; } = 90;

    /// <summary>The time in the response's <c>Retry-After</c>.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether requests are rejected. If not, they are only counted and logged.</summary>
    public bool Enforce { get; init; } = true;

    internal int StartConcurrency => InitialConcurrency ?? Math.Clamp(100, MinConcurrency, MaxConcurrency);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (MinConcurrency > MaxConcurrency)
        {
            yield return new OptionsError(
                "minConcurrency", $"is {MinConcurrency}; it must not be greater than 'maxConcurrency' ({MaxConcurrency})");
        }
        else if (InitialConcurrency is { } initial && (initial < MinConcurrency || initial > MaxConcurrency))
        {
            yield return new OptionsError(
                "initialConcurrency", $"is {initial}; it must be between 'minConcurrency' and 'maxConcurrency' "
                    + $"({MinConcurrency} to {MaxConcurrency})");
        }
    }
}
