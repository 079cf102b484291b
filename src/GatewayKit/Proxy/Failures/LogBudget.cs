namespace GatewayKit.Proxy.Failures;

/// <summary>
/// Bounds how many lines of one kind are logged in a second, so that clients can't fill a log. The rest is counted and reported
/// once the second is over.
/// </summary>
internal sealed class LogBudget(TimeProvider time, int linesPerSecond, Action<long> report) : IDisposable
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private long _lines;

    /// <summary>Takes a line of the budget; false to log nothing.</summary>
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
