using GatewayKit.Kubernetes.Watching;

namespace GatewayKit.Kubernetes.Status;

/// <summary>
/// Limits the writes of statuses: the API server has other work. While it can't handle them, only a few are tried, with growing waits.
/// </summary>
internal sealed class WritePace(TimeProvider time)
{
    /// <summary>The number of writes at most in each interval.</summary>
    private const int Most = 100;

    /// <summary>The number of failures in a row after which all writes wait.</summary>
    private const int MostFailures = 8;

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Backoff _backoff = new();
    private long _started = time.GetTimestamp();
    private TimeSpan _length = s_interval;
    private int _count;
    private int _failures;

    /// <summary>Waits until a write is due.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        while (Take() is { } wait)
            await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
    }

    /// <summary>Notes that the API server handles writes.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            _failures = 0;
            _backoff.Reset();
        }
    }

    /// <summary>Notes that the API server can't handle a write.</summary>
    /// <param name="retryAfter">The wait that it asks for; null for none.</param>
    public void Failed(TimeSpan? retryAfter)
    {
        lock (_lock)
        {
            if (++_failures < MostFailures)
                return;

            (_started, _length, _count, _failures) = (time.GetTimestamp(), _backoff.Next(retryAfter), Most, 0);
        }
    }

    /// <returns>The time to wait before another attempt; null if the write is due.</returns>
    private TimeSpan? Take()
    {
        lock (_lock)
        {
            var rest = _length - time.GetElapsedTime(_started);
            if (rest <= TimeSpan.Zero)
                (_started, _length, _count) = (time.GetTimestamp(), s_interval, 0);
            else if (_count >= Most)
                return rest;
            _count++;
            return null;
        }
    }
}
