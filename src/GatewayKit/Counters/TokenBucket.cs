namespace GatewayKit.Counters;

/// <summary>
/// A bucket that holds the limit and refills evenly over the window. Stores the missing amount in units: one
/// request takes as many units as the window has ticks, and each tick returns as many units as the limit, so that nothing is
/// ever rounded. The usage contains these 128 bits, the upper half in <see cref="LimitUsage.First"/>.
/// </summary>
internal sealed class TokenBucket(CounterLimit limit) : LimitAlgorithm
{
    private readonly long _window = limit.Window.Ticks;

    public override LimitState Look(ref LimitUsage usage, long now, long amount)
    {
        var missing = Int128.Max(0, Missing(usage) - (Int128)limit.Limit * (now - usage.Since));
        usage.Since = now;
        Keep(ref usage, missing);
        var room = (Int128)limit.Limit * _window - missing;
        var reset = new TimeSpan(DivideUp(missing, limit.Limit));
        var needed = (Int128)amount * _window;
        var retryAfter = room >= needed ? TimeSpan.Zero
            : amount > limit.Limit ? TimeSpan.MaxValue
            : new TimeSpan(DivideUp(needed - room, limit.Limit));
        return new LimitState((long)(Int128.Max(0, room) / _window), reset, retryAfter);
    }

    public override void Take(ref LimitUsage usage, long amount) => Keep(ref usage, Missing(usage) + (Int128)amount * _window);

    // At any time: together with what refills, the bucket still allows no more than was never used.
    public override void Refund(ref LimitUsage usage, long amount, long timestamp)
        => Keep(ref usage, Int128.Max(0, Missing(usage) - (Int128)amount * _window));

    private static Int128 Missing(in LimitUsage usage) => new((ulong)usage.First, (ulong)usage.Second);

    private static void Keep(ref LimitUsage usage, Int128 missing)
        => (usage.First, usage.Second) = ((long)(missing >> 64), (long)(ulong)(missing & ulong.MaxValue));
}
