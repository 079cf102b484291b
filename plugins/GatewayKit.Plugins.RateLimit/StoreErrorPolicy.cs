namespace GatewayKit.Plugins.RateLimit;

/// <summary>How requests are handled that can't be counted.</summary>
public enum StoreErrorPolicy
{
    /// <summary>Answers 503: the limit holds at any time.</summary>
    Reject,

    /// <summary>Lets the request pass: the API stays available without the limit.</summary>
    Continue,
}
