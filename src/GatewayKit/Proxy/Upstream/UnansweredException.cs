namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Thrown when the upstream closes or resets a connection after a request was sent and before the first byte of a response. Replaces
/// the end of the stream, on which the HTTP client would send the request up to three more times.
/// </summary>
internal sealed class UnansweredException(bool wasReused, Exception? cause = null)
    : IOException("The upstream closed the connection without a response.", cause)
{
    /// <summary>
    /// Gets a value indicating whether the connection had served a request before.
    /// In that case, it may have been closed because it was idle too long just as this request was sent.
    /// </summary>
    public bool WasReused { get; } = wasReused;
}
