namespace GatewayKit.Authentication;

/// <summary>Thrown when another server's document can't be fetched or used.</summary>
public sealed class RemoteDocumentException : Exception
{
    /// <summary>Initializes a new instance with a message.</summary>
    /// <param name="message">The reason in a sentence, for the log: without secrets.</param>
    /// <param name="innerException">The underlying exception, if there is one.</param>
    public RemoteDocumentException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
