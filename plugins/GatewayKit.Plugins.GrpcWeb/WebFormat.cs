namespace GatewayKit.Plugins.GrpcWeb;

/// <summary>The format of a gRPC-Web message, by its media type.</summary>
/// <param name="IsText">Whether the body is base64 text.</param>
/// <param name="Suffix">The format of the messages, such as <c>+proto</c>; empty if the media type doesn't have it.</param>
internal readonly record struct WebFormat(bool IsText, string Suffix)
{
    private const string Prefix = "application/grpc";
    private const string Binary = "-web";
    private const string Text = "-web-text";

    /// <summary>Returns the format of a media type; null if it isn't one of gRPC-Web.</summary>
    public static WebFormat? Of(string? contentType)
    {
        var type = WithoutParameters(contentType);
        if (!type.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return null;

        var rest = type[Prefix.Length..];
        if (rest.StartsWith(Text, StringComparison.OrdinalIgnoreCase))
            return Of(isText: true, rest[Text.Length..]);
        return rest.StartsWith(Binary, StringComparison.OrdinalIgnoreCase) ? Of(isText: false, rest[Binary.Length..]) : null;
    }

    /// <summary>Returns the format that a client accepts first; null if it doesn't name one of gRPC-Web.</summary>
    /// <param name="accept">The values of <c>Accept</c>, joined by commas. Weights don't count: clients send one type.</param>
    public static WebFormat? OfAccepted(string accept)
    {
        foreach (var range in accept.AsSpan().Split(','))
        {
            if (Of(accept[range].Trim()) is { } format)
                return format;
        }

        return null;
    }

    /// <summary>Returns the suffix of gRPC's own media type, <c>application/grpc</c>; null if it is another media type.</summary>
    public static string? SuffixOfGrpc(string? contentType)
    {
        var type = WithoutParameters(contentType);
        return type.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && type[Prefix.Length..] is [] or ['+', ..]
            ? type[Prefix.Length..].ToString()
            : null;
    }

    /// <summary>Returns the media type of a gRPC message.</summary>
    public string ToGrpc() => Prefix + Suffix;

    /// <summary>Returns the media type of this format.</summary>
    public override string ToString() => Prefix + (IsText ? Text : Binary) + Suffix;

    private static WebFormat? Of(bool isText, ReadOnlySpan<char> suffix)
        => suffix is [] or ['+', ..] ? new WebFormat(isText, suffix.ToString()) : null;

    private static ReadOnlySpan<char> WithoutParameters(string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        return (end < 0 ? type : type[..end]).Trim();
    }
}
