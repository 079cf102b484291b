namespace GatewayKit.Acme.Storage;

/// <summary>Thrown when an <see cref="IAcmeStorage"/> can't be read or written.</summary>
public sealed class AcmeStorageException : Exception
{
    /// <summary>Initializes a new instance with a message.</summary>
    /// <param name="message">The reason in a sentence, for the log: without secrets.</param>
    /// <param name="innerException">The underlying exception, if there is one.</param>
    public AcmeStorageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
