using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>Logs failures of an authorization server: the first one and then one per minute.</summary>
internal sealed partial class ServerLog(string server, TimeProvider time, ILogger logger)
{
    private readonly LogThrottle _throttle = new(time);

    /// <summary>Logs that there is no answer.</summary>
    /// <param name="reason">The reason, without secrets.</param>
    /// <returns>Null, which stands for no answer.</returns>
    public Answer? Failed(string reason)
    {
        if (_throttle.IsDue())
            LogFailed(server, reason);
        return null;
    }

    [LoggerMessage(1, LogLevel.Error,
        "The authorization server '{Server}' failed; tokens that aren't cached are answered with 503. Logged once a minute. {Reason}")]
    private partial void LogFailed(string server, string reason);
}
