using System.Text;

namespace GatewayKit.Plugins.Mcp.Proxy;

/// <summary>Errors of JSON-RPC 2.0 (section 5.1) and of the protocol.</summary>
internal static class RpcErrors
{
    /// <summary>The message isn't JSON.</summary>
    public static GatewayResponse Unreadable { get; } = Create(400, "null", -32700, "Parse error");

    /// <summary>The message isn't valid.</summary>
    public static GatewayResponse Invalid { get; } = Create(400, "null", -32600, "Invalid Request");

    /// <summary>The session doesn't exist for the caller (MCP 2025-11-25, Streamable HTTP, "Session Management"): clients then start
    /// another one.</summary>
    public static GatewayResponse UnknownSession { get; } = Create(404, "null", -32001, "Session not found");

    /// <summary>Headers don't match the message (MCP 2026-07-28, Streamable HTTP, "Server Validation").</summary>
    public static GatewayResponse HeaderMismatch(string? id, string header)
        => Create(400, id ?? "null", -32020, $"Header mismatch: {header} is missing, or doesn't match the message");

    /// <summary>The tool doesn't exist for the caller (MCP 2026-07-28, "Tools", section "Error Handling").</summary>
    public static GatewayResponse UnknownTool(string? id) => Create(id is null ? 400 : 200, id ?? "null", -32602, "Unknown tool");

    /// <summary>The method doesn't exist for clients.</summary>
    public static GatewayResponse UnknownMethod(string? id) => Create(id is null ? 400 : 404, id ?? "null", -32601, "Method not found");

    private static GatewayResponse Create(int status, string id, int code, string message)
        => new GatewayResponse(status).WithBody(Encoding.UTF8.GetBytes(
            $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":{{{code}}},"message":"{{{message}}}"}}"""),
            "application/json");
}
