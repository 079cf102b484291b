using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>Logs failures of the service: the first one and then one per minute.</summary>
internal sealed partial class ServiceErrors(string entry, TimeProvider time, ILogger logger)
{
    private readonly LogThrottle _throttle = new(time);

    public void Report(Exception error)
    {
        if (_throttle.IsDue())
            LogFailed(entry, error.Message);
    }

    [LoggerMessage(1, LogLevel.Error, "Forward auth '{Entry}' rejects requests: the authorization service failed: {Reason}.")]
    private partial void LogFailed(string entry, string reason);
}
