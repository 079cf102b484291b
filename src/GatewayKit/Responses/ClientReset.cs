using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Responses;

/// <summary>A client that resets its connection while its body is read. The server notes only later that the request is aborted.</summary>
internal static class ClientReset
{
    /// <returns>Whether an error, or its cause, is that the client has reset its connection.</returns>
    public static bool IsIn(Exception? error) => error switch
    {
        null => false,
        ConnectionResetException => true,
        AggregateException several => several.InnerExceptions.Any(IsIn),
        _ => IsIn(error.InnerException),
    };
}
