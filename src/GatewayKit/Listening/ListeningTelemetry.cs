using System.Diagnostics.Metrics;
using GatewayKit.Proxy.Failures;
using GatewayKit.Telemetry;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Listening;

/// <summary>Logs and counts what happens to the sockets of listeners and to streams. Lines about clients are limited.</summary>
internal sealed partial class ListeningTelemetry : IDisposable
{
    private const int LinesPerSecond = 10;

    private readonly ILogger _logger;
    private readonly LogBudget _rejectedLines;
    private readonly LogBudget _streamLines;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _streams;
    private readonly UpDownCounter<long> _openStreams;
    private readonly Counter<long> _streamBytes;

    public ListeningTelemetry(ILogger<ListeningTelemetry> logger, IMeterFactory meters, TimeProvider time)
    {
        _logger = logger;
        _rejectedLines = new LogBudget(time, LinesPerSecond, LogRejectedOmitted);
        _streamLines = new LogBudget(time, LinesPerSecond, LogFailedOmitted);
        var meter = meters.Create(PluginTelemetry.MeterName);
        _rejected = meter.CreateCounter<long>(
            "gatewaykit.listener.rejected", "{connection}", "Connections to listeners that were closed because too many are open.");
        _streams = meter.CreateCounter<long>("gatewaykit.listener.streams", "{stream}", "Streams that have ended.");
        _openStreams = meter.CreateUpDownCounter<long>("gatewaykit.listener.streams.open", "{stream}", "Streams that are open.");
        _streamBytes = meter.CreateCounter<long>("gatewaykit.listener.streams.bytes", "By", "Bytes that streams have forwarded.");
    }

    public void Opened(string address, string listeners) => LogOpened(address, listeners);

    public void Closed(string address) => LogClosed(address);

    public void NotOpened(string address, string listeners, string reason) => LogNotOpened(address, listeners, reason);

    public void NotServed() => LogNotServed();

    /// <summary>Counts a connection beyond the maximum number.</summary>
    public void Rejected(string address)
    {
        _rejected.Add(1, new KeyValuePair<string, object?>("address", address));
        if (_logger.IsEnabled(LogLevel.Warning) && _rejectedLines.TryTake())
            LogRejected(address);
    }

    public void StreamOpened(string listener) => _openStreams.Add(1, new KeyValuePair<string, object?>("listener", listener));

    public void StreamClosed(string listener) => _openStreams.Add(-1, new KeyValuePair<string, object?>("listener", listener));

    /// <summary>Counts a stream that has ended.</summary>
    /// <param name="listener">The listener.</param>
    /// <param name="route">The route; null if none matched.</param>
    /// <param name="outcome">How it ended.</param>
    public void StreamEnded(string listener, string? route, string outcome)
        => _streams.Add(1, new("listener", listener), new("route", route), new("outcome", outcome));

    /// <summary>Counts the bytes of a stream.</summary>
    public void Forwarded(string listener, string route, long received, long sent)
    {
        _streamBytes.Add(received, new("listener", listener), new("route", route), new("direction", "received"));
        _streamBytes.Add(sent, new("listener", listener), new("route", route), new("direction", "sent"));
    }

    /// <summary>Logs a stream that couldn't be forwarded.</summary>
    public void StreamFailed(string listener, string route, string? cluster, string reason)
    {
        if (_logger.IsEnabled(LogLevel.Warning) && _streamLines.TryTake())
            LogFailed(listener, route, cluster, reason);
    }

    /// <summary>Logs a stream that an unexpected exception has ended.</summary>
    public void StreamBroken(string listener, string route, string? cluster, Exception error)
    {
        if (_logger.IsEnabled(LogLevel.Error) && _streamLines.TryTake())
            LogBroken(error, listener, route, cluster);
    }

    public void Dispose()
    {
        _rejectedLines.Dispose();
        _streamLines.Dispose();
    }

    [LoggerMessage(1, LogLevel.Information, "Listening on {Address} for {Listeners}.")]
    private partial void LogOpened(string address, string listeners);

    [LoggerMessage(2, LogLevel.Information, "No longer listening on {Address}.")]
    private partial void LogClosed(string address);

    [LoggerMessage(3, LogLevel.Error, "The gateway can't listen on {Address} for {Listeners}: {Reason}. It tries again.")]
    private partial void LogNotOpened(string address, string listeners, string reason);

    [LoggerMessage(8, LogLevel.Error, "The server can't serve listeners, and the gateway doesn't open them. It must be Kestrel, without "
        + "PreferHostingUrls.")]
    private partial void LogNotServed();

    [LoggerMessage(4, LogLevel.Warning, "A connection to {Address} was rejected; the maximum number of connections is open.")]
    private partial void LogRejected(string address);

    [LoggerMessage(5, LogLevel.Warning, "{Count} more connections were rejected within a second and aren't logged individually.")]
    private partial void LogRejectedOmitted(long count);

    [LoggerMessage(6, LogLevel.Warning, "A connection of listener '{Listener}' wasn't forwarded by route '{Route}' to cluster "
        + "'{Cluster}': {Reason}.")]
    private partial void LogFailed(string listener, string route, string? cluster, string reason);

    [LoggerMessage(7, LogLevel.Warning, "{Count} more connections weren't forwarded within a second and aren't logged individually.")]
    private partial void LogFailedOmitted(long count);

    [LoggerMessage(9, LogLevel.Error, "An unexpected exception ended a connection of listener '{Listener}' that route '{Route}' forwarded "
        + "to cluster '{Cluster}'.")]
    private partial void LogBroken(Exception error, string listener, string route, string? cluster);
}
