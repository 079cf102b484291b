using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using GatewayKit.Proxy.Failures;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Hosting;

/// <summary>
/// Logs the connections that the server rejects or closes because of their clients, each in one short line and only a few lines per
/// second, instead of Kestrel's own unlimited lines. The source are Kestrel's metrics, which count all connections.
/// </summary>
internal sealed partial class ConnectionFaults : IHostedService, IDisposable
{
    private const string MeterName = "Microsoft.AspNetCore.Server.Kestrel";
    private const string InstrumentName = "kestrel.connection.duration";
    private const string Rejected = "max_concurrent_connections_exceeded";
    private const int LinesPerSecond = 10;

    // Clients that disconnect, a server that stops, and the bodies that ForwardingFailures reports with their routes.
    private static readonly FrozenSet<string> s_ordinary = FrozenSet.Create(
        StringComparer.Ordinal,
        "connection_reset", "keep_alive_timeout", "io_error", "write_canceled", "aborted_by_app", "app_shutdown_timeout", "other_error",
        "response_content_length_mismatch",
        "unexpected_end_of_request_content", "max_request_body_size_exceeded", "min_request_body_data_rate");

    private readonly ILogger _logger;
    private readonly MeterListener _listener = new();
    private readonly LogBudget _rejectedLines;
    private readonly LogBudget _faultLines;

    public ConnectionFaults(ILogger<ConnectionFaults> logger, IMeterFactory meters, TimeProvider time)
    {
        _logger = logger;
        _rejectedLines = new LogBudget(time, LinesPerSecond, LogRejectedOmitted);
        _faultLines = new LogBudget(time, LinesPerSecond, LogFaultsOmitted);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Only for this host's server: a process may have several.
            if (instrument.Name == InstrumentName && instrument.Meter.Name == MeterName && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Report(tags));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _listener.Dispose();
        _rejectedLines.Dispose();
        _faultLines.Dispose();
    }

    private void Report(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag is not { Key: "error.type", Value: string reason })
                continue;

            if (reason == Rejected)
                ReportRejected();
            else if (!s_ordinary.Contains(reason) && _logger.IsEnabled(LogLevel.Information) && _faultLines.TryTake())
                LogFault(reason);
            return;
        }
    }

    private void ReportRejected()
    {
        if (_logger.IsEnabled(LogLevel.Warning) && _rejectedLines.TryTake())
            LogRejected();
    }

    [LoggerMessage(80, LogLevel.Warning, "A connection was rejected; the maximum number of connections is open.")]
    private partial void LogRejected();

    [LoggerMessage(81, LogLevel.Warning, "{Count} more connections were rejected within a second and aren't logged individually.")]
    private partial void LogRejectedOmitted(long count);

    [LoggerMessage(82, LogLevel.Information, "A connection was closed because of its client: {Reason}.")]
    private partial void LogFault(string reason);

    [LoggerMessage(83, LogLevel.Information,
        "{Count} more connections were closed because of their clients within a second and aren't logged individually.")]
    private partial void LogFaultsOmitted(long count);
}
