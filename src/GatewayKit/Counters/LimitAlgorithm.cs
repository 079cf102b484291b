namespace GatewayKit.Counters;

/// <summary>
/// Counts with one limit of a policy. All subjects share the instance, which has no state of theirs: the caller passes the usage of a subject,
/// and allows only one call at a time.
/// </summary>
internal abstract class LimitAlgorithm
{
    public static LimitAlgorithm Create(CounterAlgorithm algorithm, CounterLimit limit) => algorithm switch
    {
        CounterAlgorithm.SlidingWindow => new SlidingWindow(limit),
        CounterAlgorithm.FixedWindow => new FixedWindow(limit),
        CounterAlgorithm.TokenBucket => new TokenBucket(limit),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "The algorithm isn't supported."),
    };

    /// <summary>Moves to a point in time and returns the remaining requests at that time.</summary>
    /// <param name="usage">The usage.</param>
    /// <param name="now">Ticks; never less than in the previous call.</param>
    public abstract LimitState Look(ref LimitUsage usage, long now);

    /// <summary>Counts one request at the time of the last move.</summary>
    /// <param name="usage">The usage.</param>
    public abstract void Take(ref LimitUsage usage);

    /// <summary>Returns a quotient, rounded up. The dividend may be a product of two 64-bit numbers.</summary>
    protected static long DivideUp(Int128 dividend, long divisor) => (long)((dividend + divisor - 1) / divisor);
}
