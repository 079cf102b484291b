namespace GatewayKit.Plugins.Soap;

/// <summary>The media types of messages.</summary>
internal static class MessageTypes
{
    /// <summary>Returns whether a media type is that of JSON. Doesn't allocate.</summary>
    public static bool IsJson(ReadOnlySpan<char> contentType)
    {
        var type = TypeOf(contentType);
        return Is(type, "application/json") || Is(type, "text/json")
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
                && !type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Returns whether a message can have a media type: those of both versions, and that of XML.</summary>
    public static bool IsMessage(ReadOnlySpan<char> contentType)
    {
        var type = TypeOf(contentType);
        return Is(type, SoapVersion.V11.MediaType) || Is(type, SoapVersion.V12.MediaType) || Is(type, "application/xml");
    }

    /// <summary>Returns whether a message has attachments (SOAP Messages with Attachments, MTOM).</summary>
    public static bool IsMultipart(ReadOnlySpan<char> contentType)
        => TypeOf(contentType).StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> TypeOf(ReadOnlySpan<char> contentType)
        => (contentType.IndexOf(';') is >= 0 and var end ? contentType[..end] : contentType).Trim(" \t");

    private static bool Is(ReadOnlySpan<char> type, string name) => type.Equals(name, StringComparison.OrdinalIgnoreCase);
}
