namespace GatewayKit.Counters;

/// <summary>Windows one after the other. A window begins with the first request after the one before has ended.</summary>
internal sealed class FixedWindow(CounterLimit limit) : LimitCounter
{
    private long _start;
    private long _used;

    public override LimitState Look(long now)
    {
        if (_used == 0 || now - _start >= limit.Window.Ticks)
        {
            _start = now;
            _used = 0;
            return new LimitState(limit.Limit, TimeSpan.Zero, TimeSpan.Zero);
        }

        var remaining = limit.Limit - _used;
        var rest = new TimeSpan(_start + limit.Window.Ticks - now);
        return new LimitState(remaining, rest, remaining > 0 ? TimeSpan.Zero : rest);
    }

    public override void Take() => _used++;
}
