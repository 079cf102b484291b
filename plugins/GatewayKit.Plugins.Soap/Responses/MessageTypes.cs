using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Soap;

/// <summary>The media types of messages.</summary>
internal static class MessageTypes
{
    /// <summary>Returns whether a message can have a media type: those of both versions, and that of XML.</summary>
    public static bool IsMessage(ReadOnlySpan<char> contentType)
        => MediaTypeName.Is(contentType, SoapVersion.V11.MediaType) || MediaTypeName.Is(contentType, SoapVersion.V12.MediaType)
            || MediaTypeName.Is(contentType, "application/xml");

    /// <summary>Returns whether a message has attachments (SOAP Messages with Attachments, MTOM).</summary>
    public static bool IsMultipart(ReadOnlySpan<char> contentType)
        => MediaTypeName.Of(contentType).StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);
}
