using System.Text.Json;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Rejects lone surrogates: written as escapes they are valid JSON, but they aren't valid Unicode and can't become a
/// string.</summary>
internal static class LoneSurrogates
{
    /// <exception cref="JsonException">The text contains one.</exception>
    public static void Check(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("\\ud"u8) < 0 && text.IndexOf("\\uD"u8) < 0)
            return;
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsText(ref reader))
                throw At(text, (int)reader.TokenStartIndex);
        }
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonException At(ReadOnlySpan<byte> text, int offset)
    {
        var before = text[..offset];
        return new JsonException("The text contains a lone surrogate, which isn't valid Unicode.",
            null, before.Count((byte)'\n'), offset - before.LastIndexOf((byte)'\n') - 1);
    }
}
