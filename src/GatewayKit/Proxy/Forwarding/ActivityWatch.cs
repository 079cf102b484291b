namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// Closes a connection on which nothing has moved for too long while an operation was waiting. Progress costs a write: the timer
/// runs at most once for each period, and looks when there was progress last.
/// </summary>
internal sealed class ActivityWatch(UpstreamConnection connection) : IDisposable
{
    private const long TimedOut = -1;

    private readonly Lock _gate = new();
    private Timer? _timer;
    private bool _isDisposed;
    private int _period;

    // When there was progress, in milliseconds.
    private long _progress;
    private int _waiting;
    private int _armedWith;
    private volatile bool _isStarted;

    /// <summary>Gets whether the connection was closed because nothing moved.</summary>
    public bool HasTimedOut => Volatile.Read(ref _progress) == TimedOut;

    /// <summary>Begins an exchange.</summary>
    /// <param name="timeout">The maximum time without progress.</param>
    public void Start(TimeSpan timeout)
    {
        _period = (int)Math.Clamp(timeout.TotalMilliseconds, 1, int.MaxValue - 1);
        Progress();
        _isStarted = true;
        Interlocked.MemoryBarrier();
        if (_armedWith is var armed && (armed == 0 || armed > _period))
            Arm(_period);
    }

    /// <summary>Ends an exchange.</summary>
    public void Stop() => _isStarted = false;

    /// <summary>Begins an operation. One in each direction can wait at the same time.</summary>
    /// <param name="isProgress">Whether it is progress: the parts of a head aren't.</param>
    public void Begin(bool isProgress = true)
    {
        if (isProgress)
            Progress();
        Interlocked.Increment(ref _waiting);
    }

    /// <summary>Ends an operation that has begun.</summary>
    /// <param name="isProgress">Whether it is progress.</param>
    public void End(bool isProgress = true)
    {
        Interlocked.Decrement(ref _waiting);
        if (isProgress)
            Progress();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private void Progress()
    {
        var last = Volatile.Read(ref _progress);
        if (last != TimedOut)
            Interlocked.CompareExchange(ref _progress, Environment.TickCount64, last);
    }

    private void Arm(int due)
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;

            _armedWith = due;
            if (_timer is not null)
            {
                _timer.Change(due, Timeout.Infinite);
                return;
            }

            // The timer lives longer than the request that creates it, and must not keep its context.
            using (ExecutionContext.SuppressFlow())
                _timer = new Timer(static state => ((ActivityWatch)state!).Look(), this, due, Timeout.Infinite);
        }
    }

    private void Look()
    {
        var progress = Volatile.Read(ref _progress);
        if (progress == TimedOut)
            return;

        if (Volatile.Read(ref _waiting) == 0)
        {
            _armedWith = 0;
            Interlocked.MemoryBarrier();
            if (_isStarted)
                Arm(_period);
            return;
        }

        var left = _period - (Environment.TickCount64 - progress);
        if (left > 0)
            Arm((int)left);
        else if (Interlocked.CompareExchange(ref _progress, TimedOut, progress) == progress)
            connection.Dispose();
        else
            Arm(_period);
    }
}
