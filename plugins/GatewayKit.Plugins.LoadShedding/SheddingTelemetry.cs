using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.LoadShedding;

/// <summary>Counts the rejected requests, and logs their number at most once a minute.</summary>
internal sealed partial class SheddingTelemetry
{
    private readonly string _entry;
    private readonly bool _enforces;
    private readonly ILogger _logger;
    private readonly LogThrottle _throttle;
    private readonly Counter<long> _shed;
    private readonly Gauge<long> _limit;

    public SheddingTelemetry(string entry, bool enforces, TimeProvider time, IMeterFactory meters, ILogger logger)
    {
        (_entry, _enforces, _logger, _throttle) = (entry, enforces, logger, new LogThrottle(time));
        var meter = meters.Create("GatewayKit");
        _shed = meter.CreateCounter<long>("gatewaykit.load.shed", "{request}", "Requests that were rejected because of load.");
        _limit = meter.CreateGauge<long>("gatewaykit.load.limit", "{request}", "The maximum number of requests in flight.");
    }

    public void Shed(ExchangePriority priority, ShedReason reason, AdaptiveLimit limit)
    {
        _shed.Add(1, new("entry", _entry), new("priority", NameOf(priority)), new("reason", NameOf(reason)));
        if (!_throttle.IsDue(out var count))
            return;

        if (_enforces)
            LogShed(_entry, count, NameOf(reason), limit.InFlight, limit.Current);
        else
            LogNotEnforced(_entry, count, NameOf(reason), limit.InFlight, limit.Current);
    }

    public void Limit(int limit) => _limit.Record(limit, new KeyValuePair<string, object?>("entry", _entry));

    private static string NameOf(ExchangePriority priority) => priority switch
    {
        ExchangePriority.Low => "low",
        ExchangePriority.Normal => "normal",
        _ => "high",
    };

    private static string NameOf(ShedReason reason) => reason == ShedReason.Cpu ? "cpu" : "concurrency";

    [LoggerMessage(1, LogLevel.Warning, "Load shedding '{Entry}' has rejected {Count} requests, the last one because of '{Reason}'; "
        + "{InFlight} of at most {Limit} requests are in flight.")]
    private partial void LogShed(string entry, long count, string reason, int inFlight, int limit);

    [LoggerMessage(2, LogLevel.Information, "Load shedding '{Entry}' isn't enforced; it would have rejected {Count} requests, the last one "
        + "because of '{Reason}'; {InFlight} of at most {Limit} requests are in flight.")]
    private partial void LogNotEnforced(string entry, long count, string reason, int inFlight, int limit);
}
