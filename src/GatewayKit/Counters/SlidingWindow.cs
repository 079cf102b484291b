namespace GatewayKit.Counters;

/// <summary>
/// Two windows: the current one counts whole; of the one before, what would still lie within a window's length from now if
/// its requests had come evenly, the first of them at its start. A window begins with the first request after quiet. Of the usage,
/// <see cref="LimitUsage.First"/> is the number of requests in the window before and <see cref="LimitUsage.Second"/> in the current one.
/// </summary>
internal sealed class SlidingWindow(CounterLimit limit) : LimitAlgorithm
{
    private readonly long _window = limit.Window.Ticks;

    // Whether every product below has 64 bits: dividing 128 of them takes many times longer.
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

    /// <summary>How many of the window before count so far into the current one.</summary>
    private long Left(long previous, long elapsed)
        => previous == 0 ? 0 : previous - 1 - (_isShort ? previous * elapsed / _window : (long)((Int128)previous * elapsed / _window));

    /// <summary>How far into a window no more than so many of the window before count.</summary>
    private long Until(long previous, long left)
        => _isShort ? ((_window * (previous - 1 - left)) + previous - 1) / previous : DivideUp((Int128)_window * (previous - 1 - left), previous);
}
