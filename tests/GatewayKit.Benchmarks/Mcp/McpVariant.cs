namespace GatewayKit.Benchmarks.Mcp;

/// <summary>A way to call the same operation of the upstream.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="Path">The path of the requests.</param>
/// <param name="Message">The message that is sent; <c>null</c> for a GET.</param>
internal sealed record McpVariant(string Name, string Path, string? Message = null)
{
    private const string Call =
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"getOrder","arguments":{"id":"42"}}}""";

    /// <summary>The variants; the route without MCP is the first.</summary>
    public static IReadOnlyList<McpVariant> All { get; } =
    [
        new("route", "/orders/42"),
        new("mcp", "/mcp", Call),
        new("route of JSON-RPC", "/rpc", Call),
        new("mcp-proxy", "/proxy", Call),
        new("mcp-proxy, tools/list", "/proxy", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""),
    ];
}
