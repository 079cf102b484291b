namespace GatewayKit.Configuration.Policies;

/// <summary>
/// How the gateway sends the requests of a cluster when its destinations are slow or fail. Transforms and hooks run once for each
/// exchange, however often a request is sent. A policy that isn't configured is off.
/// </summary>
public sealed record ClusterPolicies : IValidatedOptions
{
    /// <summary>The time limits of the attempts.</summary>
    public TimeoutPolicy? Timeout { get; init; }

    /// <summary>Sends a request again after a failure.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Sends a request to several destinations if one is slow. Can't be combined with <see cref="Retry"/>.</summary>
    public HedgingPolicy? Hedging { get; init; }

    /// <summary>Keeps requests from a destination that fails.</summary>
    public CircuitBreakerPolicy? CircuitBreaker { get; init; }

    /// <summary>Ejects a destination that fails several times in a row.</summary>
    public OutlierDetectionPolicy? OutlierDetection { get; init; }

    /// <summary>Limits the requests that are in progress at the same time.</summary>
    public ConcurrencyPolicy? Concurrency { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Timeout is { PerTry: { } perTry, Total: { } total } && perTry > total)
            yield return new OptionsError("timeout.perTry", "is longer than timeout.total; it must not be longer");
        if (Retry is not null && Hedging is not null)
            yield return new OptionsError("hedging", "can't be combined with retry: it also sends a request again after a failure");
    }
}
