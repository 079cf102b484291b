namespace GatewayKit;

/// <summary>So many requests in such a time.</summary>
public readonly record struct CounterLimit
{
    /// <summary>Describes a limit.</summary>
    /// <param name="limit">The most requests in a window; at least 1.</param>
    /// <param name="window">The length of the window; more than zero.</param>
    public CounterLimit(long limit, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        Limit = limit;
        Window = window;
    }

    /// <summary>The most requests in a window.</summary>
    public long Limit { get; }

    /// <summary>The length of the window.</summary>
    public TimeSpan Window { get; }
}
