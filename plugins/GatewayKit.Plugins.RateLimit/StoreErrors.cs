using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>Handles requests that can't be counted. Logs the first one and then one per minute.</summary>
internal sealed partial class StoreErrors(StoreErrorPolicy policy, string entry, TimeProvider time, ILogger logger)
{
    private static readonly GatewayResponse s_unavailable = GatewayResponse.Problem(
        503, "Service Unavailable", "The gateway can't count this request at the moment.").WithHeader("Retry-After", "1");

    private readonly LogThrottle _throttle = new(time);

    public HookResult Handle(CounterStoreException error)
    {
        if (_throttle.IsDue())
            LogLost(error, entry, policy);
        return policy == StoreErrorPolicy.Continue ? HookResult.Continue : HookResult.Respond(s_unavailable);
    }

    [LoggerMessage(1, LogLevel.Error, "Rate limit '{Entry}' can't count requests; its policy is '{Policy}'.")]
    private partial void LogLost(Exception error, string entry, StoreErrorPolicy policy);
}
