namespace GatewayKit.Plugins.JsonXml;

/// <summary>The formats of media types.</summary>
internal static class MediaFormats
{
    /// <summary>The media type of problem documents (RFC 9457).</summary>
    public const string JsonProblem = "application/problem+json";

    /// <summary>The media type of problem documents in XML (RFC 7807, appendix A).</summary>
    public const string XmlProblem = "application/problem+xml";

    /// <summary>Returns the format of a media type; <c>null</c> for others. Doesn't allocate.</summary>
    /// <param name="contentType">The media type, with or without parameters.</param>
    public static TargetFormat? Of(ReadOnlySpan<char> contentType)
    {
        var type = TypeOf(contentType);
        if (Is(type, "application/json") || Is(type, "text/json"))
            return TargetFormat.Json;
        if (Is(type, "application/xml") || Is(type, "text/xml"))
            return TargetFormat.Xml;
        if (!type.StartsWith("application/", StringComparison.OrdinalIgnoreCase))
            return null;

        // Messages of gRPC have a frame around the JSON, and XHTML is a page to display.
        return type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            ? type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) ? null : TargetFormat.Json
            : type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase) && !Is(type, "application/xhtml+xml") ? TargetFormat.Xml
            : null;
    }

    /// <summary>Returns whether a media type is that of problem documents in a format.</summary>
    public static bool IsProblem(ReadOnlySpan<char> contentType)
        => Is(TypeOf(contentType), JsonProblem) || Is(TypeOf(contentType), XmlProblem);

    private static ReadOnlySpan<char> TypeOf(ReadOnlySpan<char> contentType)
        => (contentType.IndexOf(';') is >= 0 and var end ? contentType[..end] : contentType).Trim(" \t");

    private static bool Is(ReadOnlySpan<char> type, string name) => type.Equals(name, StringComparison.OrdinalIgnoreCase);
}
