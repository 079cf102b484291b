namespace GatewayKit.Plugins.StreamLimits;

/// <summary>
/// Watches the idle time and the duration of a stream, with one timer: data only notes the time, and the timer looks whether the time is
/// over.
/// </summary>
internal sealed class StreamClock : IDisposable
{
    private readonly StreamLimitsOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<EndReason> _end;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly long _openedAt;
    private long _activeAt;
    private Action? _giveUp;
    private bool _isDisposed;

    /// <param name="options">The limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="end">Called when a time is over.</param>
    public StreamClock(StreamLimitsOptions options, TimeProvider time, Action<EndReason> end)
    {
        (_options, _time, _end) = (options, time, end);
        _openedAt = _activeAt = time.GetTimestamp();
        _timer = time.CreateTimer(static clock => ((StreamClock)clock!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Schedule(Left().Time);
    }

    /// <summary>Notes that there was data.</summary>
    public void Touch() => Volatile.Write(ref _activeAt, _time.GetTimestamp());

    /// <summary>Replaces the limits by the time for an orderly end.</summary>
    /// <param name="patience">The time.</param>
    /// <param name="giveUp">Called when it is over, unless the clock is disposed by then.</param>
    public void GiveUpAfter(TimeSpan patience, Action giveUp)
    {
        lock (_lock)
        {
            _giveUp = giveUp;
            Schedule(patience);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _timer.Dispose();
        }
    }

    private void Check()
    {
        EndReason reason;
        lock (_lock)
        {
            if (_isDisposed)
                return;

            // Inside of the lock: after the disposal, the server may use the connection's objects for another request.
            if (_giveUp is not null)
            {
                _giveUp();
                return;
            }

            (var left, reason) = Left();
            if (left > TimeSpan.Zero)
            {
                Schedule(left);
                return;
            }
        }

        _end(reason);
    }

    private (TimeSpan Time, EndReason Reason) Left()
    {
        var idle = _options.IdleTimeout is { } timeout ? timeout - _time.GetElapsedTime(Volatile.Read(ref _activeAt)) : TimeSpan.MaxValue;
        var total = _options.MaxDuration is { } duration ? duration - _time.GetElapsedTime(_openedAt) : TimeSpan.MaxValue;
        return total <= idle ? (total, EndReason.MaxDuration) : (idle, EndReason.IdleTimeout);
    }

    private void Schedule(TimeSpan due)
    {
        // A timer counts whole milliseconds, and must not be early.
        if (due != TimeSpan.MaxValue)
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }
}
