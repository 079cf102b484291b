namespace GatewayKit.Plugins.Mcp.Calls;

/// <summary>The response of the API to a call.</summary>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The media type; <c>null</c> for none.</param>
/// <param name="Body">The body, without content coding.</param>
internal sealed record ToolAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body);
