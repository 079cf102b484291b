namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Thrown when a request needs a new connection to its upstream and the maximum number of connections is open, or when its cluster
/// allows no further request at the same time.
/// </summary>
internal sealed class NoConnectionException(string message) : Exception(message)
{
    public NoConnectionException(long limit)
        : this($"All {limit} connections to upstreams that the file descriptors allow are open.")
    {
    }

    /// <summary>Returns this exception from the exception of the HTTP client; null if the cause is different.</summary>
    public static NoConnectionException? In(Exception? error)
    {
        while (error is not (null or NoConnectionException))
            error = error.InnerException;
        return (NoConnectionException?)error;
    }
}
