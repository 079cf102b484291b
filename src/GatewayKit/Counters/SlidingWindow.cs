namespace GatewayKit.Counters;

/// <summary>
/// Two windows: the current one counts completely; the previous one counts by the part that would be within a window's length from now if
/// its requests had been evenly distributed from its start. A window starts with the first request after a pause. In the usage,
/// <see cref="LimitUsage.First"/> is the amount used in the previous window and <see cref="LimitUsage.Second"/> in the current one.
/// </summary>
internal sealed class SlidingWindow(CounterLimit limit) : LimitAlgorithm
{
    private readonly long _window = limit.Window.Ticks;

    // The largest usage with which every product below fits into 64 bits: a 128-bit division takes many times longer.
    private readonly long _short = long.MaxValue / (limit.Window.Ticks + 1);

    public override LimitState Look(ref LimitUsage usage, long now, long amount)
    {
        MoveTo(ref usage, now);
        var (previous, current) = (usage.First, usage.Second);
        var elapsed = now - usage.Since;
        var remaining = limit.Limit - current - Left(previous, elapsed);
        var reset = current > 0 ? _window - elapsed + Until(current, 0)
            : previous > 0 ? Until(previous, 0) - elapsed
            : 0;
        var retryAfter = remaining >= amount ? 0
            : amount > limit.Limit ? TimeSpan.MaxValue.Ticks
            : current + amount <= limit.Limit ? Until(previous, limit.Limit - current - amount) - elapsed
            : _window - elapsed + Until(current, limit.Limit - amount);
        return new LimitState(long.Max(0, remaining), new TimeSpan(reset), new TimeSpan(retryAfter));
    }

    public override void Take(ref LimitUsage usage, long amount) => usage.Second = Add(usage.Second, amount);

    public override void Refund(ref LimitUsage usage, long amount, long timestamp)
    {
        if (timestamp >= usage.Since)
            usage.Second = Add(usage.Second, -amount);
        else if (timestamp >= usage.Since - _window)
            usage.First = Add(usage.First, -amount);
    }

    private void MoveTo(ref LimitUsage usage, long now)
    {
        var windows = (now - usage.Since) / _window;
        if (windows == 1)
            usage = new LimitUsage { Since = usage.Since + _window, First = usage.Second };
        if (windows > 1 || (usage.Second == 0 && Left(usage.First, now - usage.Since) == 0))
            usage = new LimitUsage { Since = now };
    }

    /// <summary>Returns how much of the previous window's usage counts at this time in the current one.</summary>
    private long Left(long previous, long elapsed)
        => previous == 0 ? 0 : previous - 1 - (previous <= _short
            ? previous * elapsed / _window
            : (long)((Int128)previous * elapsed / _window));

    /// <summary>Returns the time in the current window from which at most this much of a previous window's usage counts.</summary>
    private long Until(long previous, long left)
        => previous <= _short
            ? ((_window * (previous - 1 - left)) + previous - 1) / previous
            : DivideUp((Int128)_window * (previous - 1 - left), previous);
}
