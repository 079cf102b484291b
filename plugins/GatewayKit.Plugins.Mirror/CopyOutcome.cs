namespace GatewayKit.Plugins.Mirror;

/// <summary>The outcome of a request that was selected for a copy.</summary>
internal enum CopyOutcome
{
    /// <summary>The other cluster responded.</summary>
    Sent,

    /// <summary>The other cluster didn't respond, or doesn't have a healthy destination.</summary>
    Failed,

    /// <summary>The other cluster didn't respond in time.</summary>
    TimedOut,

    /// <summary>Too many copies were in progress.</summary>
    Busy,

    /// <summary>The body exceeds the limit.</summary>
    TooLong,

    /// <summary>The body wasn't read completely, for example because the client disconnected, the upstream failed or the time was
    /// over.</summary>
    Incomplete,

    /// <summary>The request wasn't forwarded: another plugin responded.</summary>
    NotForwarded,

    /// <summary>The request was forwarded to the cluster of the copies.</summary>
    SameCluster,

    /// <summary>The plugin was replaced or the gateway stopped.</summary>
    Stopped,
}
