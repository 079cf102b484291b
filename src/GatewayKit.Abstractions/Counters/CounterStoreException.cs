namespace GatewayKit;

/// <summary>
/// Thrown when a counter store can't decide: its connection is lost, or it doesn't answer in time.
/// It is unknown whether the costs were counted.
/// </summary>
public sealed class CounterStoreException : Exception
{
    /// <summary>Initializes a new instance with a message.</summary>
    /// <param name="message">A sentence for the log: what the store can't do and why.</param>
    /// <param name="innerException">The underlying exception, if there is one.</param>
    public CounterStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
