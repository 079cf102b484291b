using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>Logs failures of the service: the first one and then one per minute.</summary>
internal sealed partial class ServiceErrors(string entry, TimeProvider time, ILogger logger)
{
    private const int QuietSeconds = 60;

    private long _logAfter = long.MinValue;

    public void Report(Exception error)
    {
        var now = time.GetTimestamp();
        var after = Volatile.Read(ref _logAfter);
        if (now >= after && Interlocked.CompareExchange(ref _logAfter, now + (QuietSeconds * time.TimestampFrequency), after) == after)
            LogFailed(entry, error.Message);
    }

    [LoggerMessage(1, LogLevel.Error, "Forward auth '{Entry}' rejects requests: the authorization service failed: {Reason}.")]
    private partial void LogFailed(string entry, string reason);
}
