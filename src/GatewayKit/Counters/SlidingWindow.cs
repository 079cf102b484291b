namespace GatewayKit.Counters;

/// <summary>
/// Two windows: the current one counts whole; of the one before, what would still lie within a window's length from now if
/// its requests had come evenly, the first of them at its start. A window begins with the first request after quiet.
/// </summary>
internal sealed class SlidingWindow(CounterLimit limit) : LimitCounter
{
    private readonly long _window = limit.Window.Ticks;

    // Whether every product below has 64 bits: dividing 128 of them takes many times longer.
    private readonly bool _isShort = limit.Limit <= long.MaxValue / (limit.Window.Ticks + 1);

    private long _start;
    private long _previous;
    private long _current;

    public override LimitState Look(long now)
    {
        MoveTo(now);
        var elapsed = now - _start;
        var remaining = limit.Limit - _current - Left(elapsed);
        var reset = _current > 0 ? _window - elapsed + Until(_current, 0)
            : _previous > 0 ? Until(_previous, 0) - elapsed
            : 0;
        var retryAfter = remaining > 0 ? 0
            : _current < limit.Limit ? Until(_previous, limit.Limit - _current - 1) - elapsed
            : _window - elapsed;
        return new LimitState(remaining, new TimeSpan(reset), new TimeSpan(retryAfter));
    }

    public override void Take() => _current++;

    private void MoveTo(long now)
    {
        var windows = (now - _start) / _window;
        if (windows == 1)
        {
            _start += _window;
            (_previous, _current) = (_current, 0);
        }

        if (windows > 1 || (_current == 0 && Left(now - _start) == 0))
        {
            _start = now;
            _previous = _current = 0;
        }
    }

    /// <summary>How many of the window before count so far into the current one.</summary>
    private long Left(long elapsed)
        => _previous == 0 ? 0 : _previous - 1 - (_isShort ? _previous * elapsed / _window : (long)((Int128)_previous * elapsed / _window));

    /// <summary>How far into a window no more than so many of the window before count.</summary>
    private long Until(long previous, long left)
        => _isShort ? ((_window * (previous - 1 - left)) + previous - 1) / previous : DivideUp((Int128)_window * (previous - 1 - left), previous);
}
