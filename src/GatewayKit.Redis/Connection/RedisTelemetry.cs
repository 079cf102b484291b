using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Redis.Connection;

/// <summary>Logs the loss and the return of Redis once each, and counts failed calls.</summary>
internal sealed partial class RedisTelemetry
{
    private const string MeterName = "GatewayKit";

    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Counter<long> _failures;
    private readonly Lock _changing = new();
    private int _lost;
    private long _since;

    public RedisTelemetry(ILogger<RedisTelemetry> logger, TimeProvider time, IMeterFactory meters)
    {
        (_logger, _time) = (logger, time);
        var meter = meters.Create(MeterName);
        _failures = meter.CreateCounter<long>("gatewaykit.redis.failures", "{call}", "Calls of the shared counter store that failed.");
        meter.CreateObservableGauge(
            "gatewaykit.redis.available", () => Volatile.Read(ref _lost) == 0 ? 1 : 0, "1",
            "1 while the shared counter store answers; 0 while calls fail at once.");
    }

    /// <summary>Records that a call failed.</summary>
    public void Failed(string reason) => _failures.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Records that a server, or a part of a cluster, doesn't answer.</summary>
    public void Lost(string reason)
    {
        lock (_changing)
        {
            if (++_lost > 1)
                return;

            _since = _time.GetTimestamp();
            LogLost(reason);
        }
    }

    /// <summary>Records that it answers again.</summary>
    public void Regained()
    {
        lock (_changing)
        {
            if (--_lost == 0)
                LogRegained(_time.GetElapsedTime(_since).TotalSeconds);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Redis doesn't answer: {Reason} Calls of the shared counters fail until it does.")]
    private partial void LogLost(string reason);

    [LoggerMessage(2, LogLevel.Information, "Redis answers again, after {Seconds:0.0} s.")]
    private partial void LogRegained(double seconds);
}
