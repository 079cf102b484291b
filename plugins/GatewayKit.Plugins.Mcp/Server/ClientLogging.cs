using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GatewayKit.Plugins.Mcp.Server;

/// <summary>
/// Removes the capability <c>logging</c>: the SDK always announces it, also without a handler, and accepts levels. The server never sends
/// log messages to clients.
/// </summary>
internal static class ClientLogging
{
    // The SDK's constant is obsolete, because the method exists only until 2025-11-25.
    private const string SetLevel = "logging/setLevel";

    /// <summary>Wraps the handler of the client's messages: the method of the capability doesn't exist.</summary>
    public static McpMessageHandler Reject(McpMessageHandler next) => (message, cancellation)
        => message.JsonRpcMessage is JsonRpcRequest { Method: SetLevel }
            ? throw new McpProtocolException($"Method '{SetLevel}' is not available.", McpErrorCode.MethodNotFound)
            : next(message, cancellation);

    /// <summary>Wraps the handler of the server's messages, of which the responses to <c>initialize</c> and <c>server/discover</c> have
    /// capabilities.</summary>
    public static McpMessageHandler Conceal(McpMessageHandler next) => (message, cancellation) =>
    {
        if (message.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } && result["capabilities"] is JsonObject capabilities)
            capabilities.Remove("logging");
        return next(message, cancellation);
    };
}
