namespace GatewayKit;

/// <summary>A maximum number of requests, or of another unit such as tokens, per time window.</summary>
public readonly record struct CounterLimit
{
    /// <summary>Initializes a new instance with a maximum and a window.</summary>
    /// <param name="limit">The maximum amount per window; at least 1.</param>
    /// <param name="window">The length of the window; greater than zero.</param>
    public CounterLimit(long limit, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        Limit = limit;
        Window = window;
    }

    /// <summary>Gets the maximum amount per window.</summary>
    public long Limit { get; }

    /// <summary>Gets the length of the window.</summary>
    public TimeSpan Window { get; }
}
