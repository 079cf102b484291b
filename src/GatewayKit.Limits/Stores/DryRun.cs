using Microsoft.Extensions.Logging;

namespace GatewayKit.Limits;

/// <summary>Counts the requests that a limit would reject if it were enforced, and logs their number at most once a minute.</summary>
/// <param name="kind">The kind of limit at the start of the message, such as <c>Quota</c>.</param>
/// <param name="entry">The key of the entry.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class DryRun(string kind, string entry, TimeProvider time, ILogger logger)
{
    private readonly LogThrottle _throttle = new(time);

    public void Reject()
    {
        if (_throttle.IsDue(out var count))
            LogRejected(kind, entry, count);
    }

    [LoggerMessage(2, LogLevel.Information, "{Kind} '{Entry}' isn't enforced; it would have rejected {Count} requests.")]
    private partial void LogRejected(string kind, string entry, long count);
}
