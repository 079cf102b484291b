namespace GatewayKit.Plugins.Cache;

/// <summary>The way in which the cache has handled a request, for the metrics.</summary>
internal enum CacheResult
{
    /// <summary>The cache can't answer the request: another method, a body, or a directive of the client.</summary>
    Pass,

    /// <summary>A fresh stored response was the answer.</summary>
    Hit,

    /// <summary>A stale response was the answer.</summary>
    Stale,

    /// <summary>The upstream was asked, for a response or a validation.</summary>
    Miss,

    /// <summary>The upstream was asked in the background, for a response that was answered stale.</summary>
    Renewal,
}
