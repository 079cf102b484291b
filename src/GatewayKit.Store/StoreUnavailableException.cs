namespace GatewayKit.Store;

/// <summary>
/// Thrown when the database doesn't answer or refuses a command, or the gateway hasn't started. If a change was being written, it
/// isn't known whether it was: read the latest revision before you try again.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    internal StoreUnavailableException(string message, Exception? inner) : base(message, inner)
    {
    }
}
