using GatewayKit.Bodies;

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
        => MediaTypeName.IsJson(contentType) ? TargetFormat.Json : IsXml(MediaTypeName.Of(contentType)) ? TargetFormat.Xml : null;

    /// <summary>Returns whether a media type is that of problem documents in a format.</summary>
    public static bool IsProblem(ReadOnlySpan<char> contentType)
        => MediaTypeName.Is(contentType, JsonProblem) || MediaTypeName.Is(contentType, XmlProblem);

    // XHTML is a page to display.
    private static bool IsXml(ReadOnlySpan<char> name)
        => name.Equals("application/xml", StringComparison.OrdinalIgnoreCase) || name.Equals("text/xml", StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && name.EndsWith("+xml", StringComparison.OrdinalIgnoreCase)
                && !name.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase));
}
