namespace GatewayKit.Proxy.Upstream;

/// <summary>Thrown when the upstream's response is ambiguous, or can't be forwarded without loss.</summary>
/// <param name="message">A description of the fault.</param>
/// <param name="isMalformed">Whether the message isn't one of HTTP at all.</param>
internal sealed class InvalidResponseException(string message, bool isMalformed = false) : Exception(message)
{
    /// <summary>Gets whether the message isn't one of HTTP at all. As with the HTTP client, there is then no response.</summary>
    public bool IsMalformed => isMalformed;
}
