namespace GatewayKit.Counters;

/// <summary>
/// Counts with one limit of a policy. All subjects share the instance, which has no state of theirs:
/// the caller passes the usage of a subject, and allows only one call at a time.
/// </summary>
internal abstract class LimitAlgorithm
{
    /// <summary>The maximum usage, which leaves room for sums.</summary>
    private const long MaxUsed = long.MaxValue / 4;

    public static LimitAlgorithm Create(CounterAlgorithm algorithm, CounterLimit limit) => algorithm switch
    {
        CounterAlgorithm.SlidingWindow => new SlidingWindow(limit),
        CounterAlgorithm.FixedWindow => new FixedWindow(limit),
        CounterAlgorithm.TokenBucket => new TokenBucket(limit),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "The algorithm isn't supported."),
    };

    /// <summary>Moves to a point in time and returns the remaining amount at that time.</summary>
    /// <param name="usage">The usage.</param>
    /// <param name="now">Ticks; never less than in the previous call.</param>
    /// <param name="amount">The amount that the limit is to allow; at least 1.</param>
    public abstract LimitState Look(ref LimitUsage usage, long now, long amount);

    /// <summary>Adds an amount at the time of the last move, even beyond the limit.
    /// The negative amount undoes that, at the same time.</summary>
    public abstract void Take(ref LimitUsage usage, long amount);

    /// <summary>Removes an amount, as far as it still counts at the time of the last move.</summary>
    /// <param name="usage">The usage.</param>
    /// <param name="amount">The amount; positive.</param>
    /// <param name="timestamp">Ticks: the time when the amount was taken.</param>
    public abstract void Refund(ref LimitUsage usage, long amount, long timestamp);

    protected static long Add(long used, long amount) => long.Clamp(used + amount, 0, MaxUsed);

    /// <summary>Returns a quotient, rounded up. The dividend may be a product of two 64-bit numbers.</summary>
    protected static long DivideUp(Int128 dividend, long divisor) => long.CreateSaturating((dividend + divisor - 1) / divisor);
}
