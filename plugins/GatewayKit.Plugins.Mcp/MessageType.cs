using GatewayKit.Bodies;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp;

/// <summary>The media type of messages.</summary>
internal static class MessageType
{
    /// <summary>Returns whether a request has JSON in UTF-8.</summary>
    /// <param name="contentType">The header <c>Content-Type</c>.</param>
    public static bool IsJson(string? contentType)
        => MediaType.TryParse(contentType, out var type) && type.IsJson && Charsets.IsUtf8(contentType);
}
