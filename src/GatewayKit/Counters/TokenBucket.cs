namespace GatewayKit.Counters;

/// <summary>
/// A bucket that holds the limit and refills evenly over the window. Stores the missing amount in units: one
/// request takes as many units as the window has ticks, and each tick returns as many units as the limit, so that nothing is
/// ever rounded. The usage contains these 128 bits, the upper half in <see cref="LimitUsage.First"/>.
/// </summary>
internal sealed class TokenBucket(CounterLimit limit) : LimitAlgorithm
{
    private readonly long _window = limit.Window.Ticks;

    public override LimitState Look(ref LimitUsage usage, long now)
    {
        var missing = Int128.Max(0, Missing(usage) - (Int128)limit.Limit * (now - usage.Since));
        usage.Since = now;
        Keep(ref usage, missing);
        var room = (Int128)limit.Limit * _window - missing;
        var reset = new TimeSpan(DivideUp(missing, limit.Limit));
        return room >= _window
            ? new LimitState((long)(room / _window), reset, TimeSpan.Zero)
            : new LimitState(0, reset, new TimeSpan(DivideUp(_window - room, limit.Limit)));
    }

    public override void Take(ref LimitUsage usage) => Keep(ref usage, Missing(usage) + _window);

    private static Int128 Missing(in LimitUsage usage) => new((ulong)usage.First, (ulong)usage.Second);

    private static void Keep(ref LimitUsage usage, Int128 missing) => (usage.First, usage.Second) = ((long)(missing >> 64), (long)(ulong)(missing & ulong.MaxValue));
}
