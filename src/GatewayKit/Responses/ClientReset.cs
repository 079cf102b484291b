using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Responses;

/// <summary>Detects a client that resets its connection while its body is read.
/// The server reports the aborted request only later.</summary>
internal static class ClientReset
{
    /// <returns>Whether an error or its cause is that the client reset its connection.</returns>
    public static bool IsIn(Exception? error) => error switch
    {
        null => false,
        ConnectionResetException => true,
        AggregateException several => several.InnerExceptions.Any(IsIn),
        _ => IsIn(error.InnerException),
    };
}
