namespace GatewayKit.Proxy.Upstream;

/// <summary>Thrown when the policies of a cluster keep a request from all its destinations.</summary>
internal sealed class NoDestinationException() : Exception("The policies of the cluster allow none of its destinations.")
{
    /// <summary>Returns this exception from the exception of the HTTP client; null if the cause is different.</summary>
    public static NoDestinationException? In(Exception? error)
    {
        while (error is not (null or NoDestinationException))
            error = error.InnerException;
        return (NoDestinationException?)error;
    }
}
