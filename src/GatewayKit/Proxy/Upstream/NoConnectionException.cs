namespace GatewayKit.Proxy.Upstream;

/// <summary>A request needed a new connection to its upstream, and as many are open as may be.</summary>
internal sealed class NoConnectionException(long limit)
    : Exception($"All {limit} connections to upstreams that the file descriptors allow are open.")
{
    /// <summary>Finds it below what the HTTP client throws; null if something else happened.</summary>
    public static NoConnectionException? In(Exception? error)
    {
        while (error is not (null or NoConnectionException))
            error = error.InnerException;
        return (NoConnectionException?)error;
    }
}
