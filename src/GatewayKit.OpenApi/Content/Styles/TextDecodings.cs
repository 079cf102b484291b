namespace GatewayKit.OpenApi.Content.Styles;

internal static class TextDecodings
{
    /// <summary>Decodes a text; <c>null</c> if it is malformed.</summary>
    public static string? Decode(this TextDecoding decoding, ReadOnlySpan<char> raw)
    {
        switch (decoding)
        {
            case TextDecoding.Trimmed:
                raw = raw.Trim(" \t");
                return IsUnicode(raw) ? raw.ToString() : null;
            case TextDecoding.Lenient:
                return PercentEncoding.TryDecode(raw, plusIsSpace: false, out var cookie) ? cookie : IsUnicode(raw) ? raw.ToString() : null;
            default:
                return PercentEncoding.TryDecode(raw, decoding == TextDecoding.Form, out var text) ? text : null;
        }
    }

    /// <summary>Whether the text doesn't contain a lone surrogate, which JSON can't represent.</summary>
    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
