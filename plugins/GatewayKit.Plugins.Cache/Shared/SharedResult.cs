namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>The result of a call of the shared store, for the metrics.</summary>
internal enum SharedResult
{
    /// <summary>The store had a usable response.</summary>
    Hit,

    /// <summary>The store had no response, or a stale or removed one.</summary>
    Miss,

    /// <summary>The value was incomplete, or of another program or key.</summary>
    Invalid,

    /// <summary>The store failed, or didn't answer in time.</summary>
    Failed,

    /// <summary>A response wasn't written, because too many others wait, or the node has written too much.</summary>
    Dropped,
}
