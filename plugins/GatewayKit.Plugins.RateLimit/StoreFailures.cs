using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>Reports requests that the shared store can't count: the first one, and then one per minute.</summary>
internal sealed partial class StoreFailures(StoreFailurePolicy policy, string entry, TimeProvider time, ILogger logger)
{
    private readonly LogThrottle _throttle = new(time);

    public static GatewayResponse Unavailable { get; } = GatewayResponse.Problem(
        503, "Service Unavailable", "The gateway can't count this request at the moment.").WithHeader("Retry-After", "1");

    public void Report(CounterStoreException error)
    {
        if (_throttle.IsDue())
            LogLost(error, entry, policy);
    }

    [LoggerMessage(1, LogLevel.Error, "Rate limit '{Entry}' can't count in the shared store; its policy is '{Policy}'.")]
    private partial void LogLost(Exception error, string entry, StoreFailurePolicy policy);
}
