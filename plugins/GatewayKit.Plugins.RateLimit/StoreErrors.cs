using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>Handles requests that can't be counted. Logs the first one and then one per minute.</summary>
internal sealed partial class StoreErrors(StoreErrorPolicy policy, string entry, TimeProvider time, ILogger logger)
{
    private const int QuietSeconds = 60;

    private static readonly GatewayResponse s_unavailable = GatewayResponse.Problem(
        503, "Service Unavailable", "The gateway can't count this request at the moment.").WithHeader("Retry-After", "1");

    private long _logAfter = long.MinValue;

    public HookResult Handle(CounterStoreException error)
    {
        var now = time.GetTimestamp();
        var after = Volatile.Read(ref _logAfter);
        if (now >= after && Interlocked.CompareExchange(ref _logAfter, now + (QuietSeconds * time.TimestampFrequency), after) == after)
            LogLost(error, entry, policy);
        return policy == StoreErrorPolicy.Continue ? HookResult.Continue : HookResult.Respond(s_unavailable);
    }

    [LoggerMessage(1, LogLevel.Error, "Rate limit '{Entry}' can't count requests; its policy is '{Policy}'.")]
    private partial void LogLost(Exception error, string entry, StoreErrorPolicy policy);
}
