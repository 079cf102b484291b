using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Record;

/// <summary>The plugin's logs and metrics.</summary>
internal sealed partial class RecordTelemetry(ILogger logger, IMeterFactory meters, string file)
{
    private readonly Counter<long> _exchanges = meters.Create("GatewayKit")
        .CreateCounter<long>("gatewaykit.record.exchanges", "{exchange}", "Exchanges by outcome, both recorded and not recorded.");

    private string? _lastReason;

    public void Count(RecordOutcome outcome) => _exchanges.Add(1, new KeyValuePair<string, object?>("outcome", Name(outcome)));

    /// <summary>Logs that the file can't be written, once until it succeeds again.</summary>
    public void CannotWrite(string reason)
    {
        if (_lastReason != reason)
            LogCannotWrite(file, reason);
        _lastReason = reason;
    }

    public void Written(int exchanges)
    {
        _lastReason = null;
        LogWritten(exchanges, file);
    }

    public void Failed(Exception error) => LogFailed(error);

    private static string Name(RecordOutcome outcome) => outcome switch
    {
        RecordOutcome.TooLong => "too-long",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    [LoggerMessage(1, LogLevel.Error, "Recorded exchanges can't be written to '{File}': {Reason}")]
    private partial void LogCannotWrite(string file, string reason);

    [LoggerMessage(2, LogLevel.Debug, "Wrote {Exchanges} new exchanges to '{File}'.")]
    private partial void LogWritten(int exchanges, string file);

    [LoggerMessage(3, LogLevel.Error, "An exchange couldn't be recorded.")]
    private partial void LogFailed(Exception error);
}
