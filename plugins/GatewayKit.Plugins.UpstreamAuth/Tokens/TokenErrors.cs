using GatewayKit.Tokens;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.UpstreamAuth.Tokens;

/// <summary>Answers requests for which there is no token. Logs the first failure and then one per minute.</summary>
internal sealed partial class TokenErrors(string entry, TimeProvider time, ILogger logger)
{
    private static readonly GatewayResponse s_unavailable = GatewayResponse.Problem(
        503, "Service Unavailable", "The gateway can't authenticate to the upstream at the moment.").WithHeader("Retry-After", "1");

    private static readonly GatewayResponse s_forbidden = GatewayResponse.Problem(
        403, "Forbidden", "The credentials of this request are not accepted for the upstream.");

    private readonly LogThrottle _throttle = new(time);

    public HookResult Answer(TokenException error)
    {
        if (error.RefusesGrant)
            return HookResult.Respond(s_forbidden);

        Report(error);
        return HookResult.Respond(s_unavailable);
    }

    public void Report(TokenException error)
    {
        if (_throttle.IsDue())
            LogFailed(entry, error.Message);
    }

    [LoggerMessage(1, LogLevel.Error, "Upstream auth '{Entry}' has no token: the token endpoint failed: {Reason}.")]
    private partial void LogFailed(string entry, string reason);
}
