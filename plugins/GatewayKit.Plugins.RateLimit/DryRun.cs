using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>Counts the requests that a limit would reject if it were enforced, and logs their number at most once a minute.</summary>
internal sealed partial class DryRun(string entry, TimeProvider time, ILogger logger)
{
    private readonly LogThrottle _throttle = new(time);
    private long _rejected;

    public void Reject()
    {
        Interlocked.Increment(ref _rejected);
        if (_throttle.IsDue())
            LogRejected(entry, Interlocked.Exchange(ref _rejected, 0));
    }

    [LoggerMessage(2, LogLevel.Information, "Rate limit '{Entry}' isn't enforced; it would have rejected {Count} requests.")]
    private partial void LogRejected(string entry, long count);
}
