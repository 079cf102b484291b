namespace GatewayKit.Plugins.Mcp.Calls;

/// <summary>The request that a call of a tool stands for.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The path and the query, percent-encoded.</param>
/// <param name="Headers">The headers of arguments.</param>
/// <param name="Body">The body; empty for none.</param>
/// <param name="ContentType">The media type of the body; <c>null</c> for none.</param>
internal sealed record ToolRequest(
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body,
    string? ContentType);
