namespace GatewayKit.Counters;

/// <summary>
/// Counts by one limit of a policy. It is shared by every subject and holds nothing of them: what a subject has used is given to it, by an
/// owner who lets one caller in at a time.
/// </summary>
internal abstract class LimitAlgorithm
{
    public static LimitAlgorithm Create(CounterAlgorithm algorithm, CounterLimit limit) => algorithm switch
    {
        CounterAlgorithm.SlidingWindow => new SlidingWindow(limit),
        CounterAlgorithm.FixedWindow => new FixedWindow(limit),
        CounterAlgorithm.TokenBucket => new TokenBucket(limit),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "There is no such algorithm."),
    };

    /// <summary>Moves to a point in time and says how much is left there.</summary>
    /// <param name="usage">What is used.</param>
    /// <param name="now">Ticks; never less than in the call before.</param>
    public abstract LimitState Look(ref LimitUsage usage, long now);

    /// <summary>Counts one request at the time of the last look.</summary>
    /// <param name="usage">What is used.</param>
    public abstract void Take(ref LimitUsage usage);

    /// <summary>A quotient of numbers of which one may be a product of two of 64 bits, rounded up.</summary>
    protected static long DivideUp(Int128 dividend, long divisor) => (long)((dividend + divisor - 1) / divisor);
}
