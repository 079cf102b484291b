namespace GatewayKit.Proxy.Failures;

/// <summary>
/// Limits the number of lines of one kind per second, so that clients can't fill a log. The rest is counted and reported
/// after that second.
/// </summary>
internal sealed class LogBudget(TimeProvider time, int linesPerSecond, Action<long> report) : IDisposable
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private long _lines;

    /// <summary>Uses a line of the budget; returns false if the line must not be logged.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            _timer ??= time.CreateTimer(static state => ((LogBudget)state!).End(), this, s_second, Timeout.InfiniteTimeSpan);
            return ++_lines <= linesPerSecond;
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _timer?.Dispose();
    }

    private void End()
    {
        long omitted;
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
            omitted = _lines - linesPerSecond;
            _lines = 0;
        }

        if (omitted > 0)
            report(omitted);
    }
}
