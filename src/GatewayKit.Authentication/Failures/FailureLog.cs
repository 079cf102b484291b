using System.Net;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Authentication;

/// <summary>Logs what happens to a limit, each kind of entry at most once a minute.</summary>
internal sealed partial class FailureLog(string plugin, TimeProvider time, ILogger logger)
{
    private const int QuietSeconds = 60;

    private long _limitedAfter = long.MinValue;
    private long _lostAfter = long.MinValue;

    public void Limited(IPAddress? address)
    {
        if (IsDue(ref _limitedAfter))
            LogLimited(plugin, address);
    }

    public void Lost(CounterStoreException error)
    {
        if (IsDue(ref _lostAfter))
            LogLost(error, plugin);
    }

    private bool IsDue(ref long logAfter)
    {
        var now = time.GetTimestamp();
        var after = Volatile.Read(ref logAfter);
        return now >= after
            && Interlocked.CompareExchange(ref logAfter, now + (QuietSeconds * time.TimestampFrequency), after) == after;
    }

    [LoggerMessage(90, LogLevel.Warning,
        "Plugin '{Plugin}' limits the address '{Address}': too many requests with invalid credentials. Logged once a minute.")]
    private partial void LogLimited(string plugin, IPAddress? address);

    [LoggerMessage(91, LogLevel.Error,
        "Plugin '{Plugin}' can't count failed attempts, and doesn't limit them meanwhile. Logged once a minute.")]
    private partial void LogLost(Exception error, string plugin);
}
