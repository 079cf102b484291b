namespace GatewayKit.Proxy.Upstream;

/// <summary>Thrown when a header of a request to an upstream contains a line break or NUL, which would add a header.</summary>
internal sealed class InvalidHeaderException() : Exception("A plugin or a transform set a header value with a line break or NUL")
{
    /// <summary>Returns this exception from the exception of the HTTP client; null if the cause is different.</summary>
    public static InvalidHeaderException? In(Exception? error)
    {
        while (error is not (null or InvalidHeaderException))
            error = error.InnerException;
        return (InvalidHeaderException?)error;
    }
}
