namespace GatewayKit.Plugins.Cache.Filling;

/// <summary>The end of a fill.</summary>
internal enum FillOutcome
{
    /// <summary>The response is in the cache.</summary>
    Stored,

    /// <summary>The response can't be stored, or the upstream failed: each waiting request is forwarded.</summary>
    NotStored,

    /// <summary>The client that caused the fill is gone: another request takes over.</summary>
    Abandoned,
}
