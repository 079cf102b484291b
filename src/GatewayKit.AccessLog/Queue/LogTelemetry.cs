using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GatewayKit.AccessLog;

/// <summary>The metrics and the log of an access log. A failing target or many requests cause one line a minute.</summary>
internal sealed partial class LogTelemetry
{
    private readonly string _entry;
    private readonly ILogger _logger;
    private readonly Counter<long> _written;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _failed;
    private readonly KeyValuePair<string, object?> _plugin;
    private readonly KeyValuePair<string, object?> _key;
    private readonly LogThrottle _drops;
    private readonly LogThrottle _failures;
    private long _unreportedDrops;
    private long _unreportedFailures;

    public LogTelemetry(PluginPlacement placement, IMeterFactory meters, TimeProvider time, ILogger logger)
    {
        (_entry, _logger) = (placement.Key, logger);
        (_plugin, _key) = (new("plugin", placement.Plugin), new("entry", placement.Key));
        (_drops, _failures) = (new LogThrottle(time), new LogThrottle(time));
        var meter = meters.Create("GatewayKit");
        _written = meter.CreateCounter<long>("gatewaykit.access_log.written", "{line}", "Lines of access logs that were written.");
        _dropped = meter.CreateCounter<long>(
            "gatewaykit.access_log.dropped", "{line}", "Lines of access logs that weren't written because the queue was full.");
        _failed = meter.CreateCounter<long>(
            "gatewaykit.access_log.failed", "{line}", "Lines of access logs that couldn't be written.");
    }

    public void Written(int lines) => _written.Add(lines, _plugin, _key);

    public void Dropped(int lines)
    {
        _dropped.Add(lines, _plugin, _key);
        Interlocked.Add(ref _unreportedDrops, lines);
        if (_drops.IsDue())
            LogDropped(_entry, Interlocked.Exchange(ref _unreportedDrops, 0));
    }

    public void Failed(int lines, string reason)
    {
        _failed.Add(lines, _plugin, _key);
        Interlocked.Add(ref _unreportedFailures, lines);
        if (_failures.IsDue())
            LogFailed(_entry, Interlocked.Exchange(ref _unreportedFailures, 0), reason);
    }

    [LoggerMessage(1, LogLevel.Warning, "Access log '{Entry}' dropped {Lines} lines because its queue was full.")]
    private partial void LogDropped(string entry, long lines);

    [LoggerMessage(2, LogLevel.Error, "Access log '{Entry}' couldn't write {Lines} lines: {Reason}")]
    private partial void LogFailed(string entry, long lines, string reason);
}
