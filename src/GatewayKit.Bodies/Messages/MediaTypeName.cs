namespace GatewayKit.Bodies;

/// <summary>The media type in <c>Content-Type</c>, without its parameters. Doesn't allocate.</summary>
internal static class MediaTypeName
{
    /// <summary>Returns the name; empty without a type.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> contentType)
        => (contentType.IndexOf(';') is >= 0 and var end ? contentType[..end] : contentType).Trim(" \t");

    /// <summary>Returns whether a type has a name, in any case.</summary>
    public static bool Is(ReadOnlySpan<char> contentType, string name)
        => Of(contentType).Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a type is that of JSON: <c>application/json</c>, <c>text/json</c> and <c>application/*+json</c>, except
    /// gRPC, whose messages have a frame around the JSON.</summary>
    public static bool IsJson(ReadOnlySpan<char> contentType)
    {
        var name = Of(contentType);
        return name.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || name.Equals("text/json", StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && name.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase));
    }
}
