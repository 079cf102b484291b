using System.Text;
using System.Text.Unicode;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Content.Bodies;

/// <summary>Text without structure.</summary>
internal static class TextBody
{
    /// <summary>Decodes the text; <c>null</c> if the bytes aren't valid in its charset.</summary>
    public static string? Decode(ReadOnlySpan<byte> body, string? charset)
    {
        if (charset is not null && charset.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase))
            return Encoding.Latin1.GetString(body);
        return IsUtf8(charset) && Utf8.IsValid(body) ? Encoding.UTF8.GetString(body) : null;
    }

    public static DecodedBody Read(ReadOnlySpan<byte> body, string? charset, TextCoercion coercion, SchemaSurface shape)
        => Decode(body, charset) is { } text
            ? new DecodedBody(coercion.ToJson(TextNode.Of(text), shape))
            : DecodedBody.Malformed("The text must be in its charset: UTF-8, US-ASCII or ISO-8859-1.");

    public static bool IsUtf8(string? charset)
        => charset is null
            || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
