using Microsoft.Extensions.Logging;

namespace GatewayKit.Limits;

/// <summary>Reports requests that the shared store can't count: the first one, and then one per minute.</summary>
/// <param name="kind">The kind of limit at the start of the message, such as <c>Quota</c>.</param>
/// <param name="policy">The policy of the entry.</param>
/// <param name="decisions">Counts the decisions.</param>
/// <param name="entry">The key of the entry.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class StoreFailures(
    string kind, StoreFailurePolicy policy, LimitDecisions decisions, string entry, TimeProvider time, ILogger logger)
{
    private static readonly GatewayResponse s_unavailable = GatewayResponse.Problem(
        503, "Service Unavailable", "The gateway can't count this request at the moment.").WithHeader("Retry-After", "1");

    private readonly LogThrottle _throttle = new(time);

    /// <summary>Reports a request that the shared store can't count.</summary>
    /// <param name="context">The request.</param>
    /// <param name="error">The failure.</param>
    /// <param name="isEnforced">Whether the limit is enforced; if not, no request is rejected.</param>
    /// <returns>The result of the request; null if the store in this process counts it.</returns>
    public HookResult? Handle(GatewayContext context, CounterStoreException error, bool isEnforced)
    {
        Report(error);
        switch (policy)
        {
            case StoreFailurePolicy.Local:
                return null;
            case StoreFailurePolicy.Deny when isEnforced:
                decisions.FailedClosed(context);
                return HookResult.Respond(s_unavailable);
            default:
                decisions.FailedOpen(context);
                return HookResult.Continue;
        }
    }

    public void Report(CounterStoreException error)
    {
        if (_throttle.IsDue())
            LogLost(error, kind, entry, policy);
    }

    [LoggerMessage(1, LogLevel.Error, "{Kind} '{Entry}' can't count in the shared store; its policy is '{Policy}'.")]
    private partial void LogLost(Exception error, string kind, string entry, StoreFailurePolicy policy);
}
