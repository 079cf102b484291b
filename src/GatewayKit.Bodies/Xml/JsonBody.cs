using System.Text.Json;
using System.Text.Unicode;

namespace GatewayKit.Bodies;

/// <summary>A document in JSON from outside.</summary>
internal static class JsonBody
{
    /// <summary>Returns the text of a body without a byte order mark.</summary>
    /// <exception cref="ConversionException">The body isn't in UTF-8; the parser would accept it, and replace bytes.</exception>
    public static ReadOnlyMemory<byte> TextOf(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        return Utf8.IsValid(body.Span) ? body : throw ConversionException.Invalid("isn't in UTF-8");
    }

    /// <summary>Returns the failure for an exception of the parser, which doesn't state the place of a repeated member.</summary>
    public static ConversionException Invalid(JsonException error, int maxDepth)
        => ConversionException.Invalid(
            error.LineNumber is { } line
                ? $"isn't valid JSON, or nests deeper than {maxDepth} levels (line {line + 1}, byte {error.BytePositionInLine + 1})"
                : "isn't valid JSON: an object has two members with the same name", error);

    /// <summary>Returns whether a valid document has a <c>null</c>.</summary>
    public static bool HasNull(ReadOnlySpan<byte> text, int maxDepth)
    {
        if (text.IndexOf("null"u8) < 0)
            return false;

        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
                return true;
        }

        return false;
    }

    /// <summary>Returns the text of a value that isn't an object or an array: numbers with their digits.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
