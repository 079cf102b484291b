namespace GatewayKit.Limits;

/// <summary>How requests are handled that the shared store can't count.</summary>
public enum StoreFailurePolicy
{
    /// <summary>Counts them in the gateway's process: each node allows the limit.</summary>
    Local,

    /// <summary>Lets them pass uncounted.</summary>
    Allow,

    /// <summary>Answers 503.</summary>
    Deny,
}
