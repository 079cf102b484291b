using System.Net;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Authentication;

/// <summary>Logs what happens to a limit, each kind of entry at most once a minute.</summary>
internal sealed partial class FailureLog(string plugin, TimeProvider time, ILogger logger)
{
    private readonly LogThrottle _limited = new(time);
    private readonly LogThrottle _lost = new(time);

    public void Limited(IPAddress? address)
    {
        if (_limited.IsDue())
            LogLimited(plugin, address);
    }

    public void Lost(CounterStoreException error)
    {
        if (_lost.IsDue())
            LogLost(error, plugin);
    }

    [LoggerMessage(90, LogLevel.Warning,
        "Plugin '{Plugin}' limits the address '{Address}': too many requests with invalid credentials. Logged once a minute.")]
    private partial void LogLimited(string plugin, IPAddress? address);

    [LoggerMessage(91, LogLevel.Error,
        "Plugin '{Plugin}' can't count failed attempts, and doesn't limit them meanwhile. Logged once a minute.")]
    private partial void LogLost(Exception error, string plugin);
}
