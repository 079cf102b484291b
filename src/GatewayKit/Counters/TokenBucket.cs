namespace GatewayKit.Counters;

/// <summary>
/// A bucket that holds the limit and refills evenly over the window. It keeps what is missing, in units of which one
/// request takes as many as the window has ticks and of which the limit comes back with each tick, so that nothing is
/// ever rounded.
/// </summary>
internal sealed class TokenBucket(CounterLimit limit) : LimitCounter
{
    private readonly long _window = limit.Window.Ticks;
    private Int128 _missing;
    private long _last;

    public override LimitState Look(long now)
    {
        _missing = Int128.Max(0, _missing - (Int128)limit.Limit * (now - _last));
        _last = now;
        var room = (Int128)limit.Limit * _window - _missing;
        var reset = new TimeSpan(DivideUp(_missing, limit.Limit));
        return room >= _window
            ? new LimitState((long)(room / _window), reset, TimeSpan.Zero)
            : new LimitState(0, reset, new TimeSpan(DivideUp(_window - room, limit.Limit)));
    }

    public override void Take() => _missing += _window;
}
