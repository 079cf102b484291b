namespace GatewayKit.Counters;

/// <summary>
/// Two windows: the current one counts completely; the previous one counts by the part that would be within a window's length from now if
/// its requests had been evenly distributed from its start. A window starts with the first request after a pause. In the usage,
/// <see cref="LimitUsage.First"/> is the number of requests in the previous window and <see cref="LimitUsage.Second"/> in the current one.
/// </summary>
internal sealed class SlidingWindow(CounterLimit limit) : LimitAlgorithm
{
    private readonly long _window = limit.Window.Ticks;

    // Whether every product below fits into 64 bits: a 128-bit division takes many times longer.
    private readonly bool _isShort = limit.Limit <= long.MaxValue / (limit.Window.Ticks + 1);

    public override LimitState Look(ref LimitUsage usage, long now)
    {
        MoveTo(ref usage, now);
        var (previous, current) = (usage.First, usage.Second);
        var elapsed = now - usage.Since;
        var remaining = limit.Limit - current - Left(previous, elapsed);
        var reset = current > 0 ? _window - elapsed + Until(current, 0)
            : previous > 0 ? Until(previous, 0) - elapsed
            : 0;
        var retryAfter = remaining > 0 ? 0
            : current < limit.Limit ? Until(previous, limit.Limit - current - 1) - elapsed
            : _window - elapsed;
        return new LimitState(remaining, new TimeSpan(reset), new TimeSpan(retryAfter));
    }

    public override void Take(ref LimitUsage usage) => usage.Second++;

    private void MoveTo(ref LimitUsage usage, long now)
    {
        var windows = (now - usage.Since) / _window;
        if (windows == 1)
            usage = new LimitUsage { Since = usage.Since + _window, First = usage.Second };
        if (windows > 1 || (usage.Second == 0 && Left(usage.First, now - usage.Since) == 0))
            usage = new LimitUsage { Since = now };
    }

    /// <summary>Returns how many requests of the previous window count at this time in the current one.</summary>
    private long Left(long previous, long elapsed)
        => previous == 0 ? 0 : previous - 1 - (_isShort ? previous * elapsed / _window : (long)((Int128)previous * elapsed / _window));

    /// <summary>Returns the time in the current window from which at most this number of the previous window counts.</summary>
    private long Until(long previous, long left)
        => _isShort ? ((_window * (previous - 1 - left)) + previous - 1) / previous : DivideUp((Int128)_window * (previous - 1 - left), previous);
}
