namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// The upstream closed or reset a connection after a request was sent and before the first byte of a response. It stands in for
/// the end of the stream, on which the HTTP client would send the request up to three times more.
/// </summary>
internal sealed class UnansweredException(bool wasReused, Exception? cause = null)
    : IOException("The upstream closed the connection without an answer.", cause)
{
    /// <summary>
    /// Gets a value indicating whether the connection had served a request before. Then it may have been closed for being idle
    /// too long just as this request came.
    /// </summary>
    public bool WasReused { get; } = wasReused;
}
