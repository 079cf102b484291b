namespace GatewayKit;

/// <summary>
/// Limits the log entries of one kind: the first is due, and then at most one for each interval. For events that a client or a failing
/// service can cause with every request. Thread-safe, and doesn't allocate after it was created.
/// </summary>
public sealed class LogThrottle
{
    private readonly TimeProvider _time;
    private readonly long _interval;
    private long _next = long.MinValue;
    private long _events;

    /// <summary>Initializes a new instance with an interval of one minute.</summary>
    /// <param name="time">The clock.</param>
    public LogThrottle(TimeProvider time)
        : this(time, TimeSpan.FromMinutes(1))
    {
    }

    /// <summary>Initializes a new instance.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="interval">The time between two entries. Must be positive.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> isn't positive.</exception>
    public LogThrottle(TimeProvider time, TimeSpan interval)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        _time = time;
        _interval = (long)(interval.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Returns whether an entry is due, and begins the next interval if so. Of several callers at the same time, one
    /// gets <c>true</c>.</summary>
    public bool IsDue()
    {
        var now = _time.GetTimestamp();
        var next = Volatile.Read(ref _next);
        return now >= next && Interlocked.CompareExchange(ref _next, now + _interval, next) == next;
    }

    /// <summary>Counts an event, and returns whether an entry is due, as <see cref="IsDue()"/> does.</summary>
    /// <param name="events">If an entry is due, the number of events since the last one, with this one; otherwise 0.</param>
    public bool IsDue(out long events)
    {
        Interlocked.Increment(ref _events);
        events = IsDue() ? Interlocked.Exchange(ref _events, 0) : 0;
        return events > 0;
    }
}
