namespace GatewayKit.Acme.Protocol;

/// <summary>Thrown when there is no certificate: the server can't be reached, refuses, or violates RFC 8555.</summary>
/// <param name="message">The reason in a sentence, for the log: without secrets.</param>
/// <param name="type">The type of the server's problem without its prefix, such as <c>rateLimited</c>; null if there is none.</param>
/// <param name="retryAfter">The time that the server asks to wait; null if it doesn't.</param>
/// <param name="innerException">The underlying exception, if there is one.</param>
internal sealed class AcmeException(
    string message, string? type = null, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public string? Type { get; } = type;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
