using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.StreamLimits;

/// <summary>Counts the streams that a limit has ended, and logs their number at most once a minute.</summary>
internal sealed partial class StreamTelemetry(string entry, TimeProvider time, IMeterFactory meters, ILogger logger)
{
    private readonly Counter<long> _ended = meters.Create("GatewayKit")
        .CreateCounter<long>("gatewaykit.streams.ended", "{stream}", "WebSockets and event streams that a limit has ended.");

    private readonly LogThrottle _throttle = new(time);

    public void Ended(EndReason reason)
    {
        _ended.Add(1, new("entry", entry), new KeyValuePair<string, object?>("reason", reason.Name));
        if (_throttle.IsDue(out var count))
            LogEnded(entry, count, reason.Name);
    }

    [LoggerMessage(1, LogLevel.Information, "Stream limit '{Entry}' has ended {Count} streams; the last one exceeded '{Reason}'.")]
    private partial void LogEnded(string entry, long count, string reason);
}
