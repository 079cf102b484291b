namespace GatewayKit.JsonSchema.Values;

internal static class JsonNumberText
{
    /// <summary>Whether a text is a valid JSON number (RFC 8259, section 6).</summary>
    public static bool IsNumber(ReadOnlySpan<char> text)
    {
        text = text is ['-', ..] ? text[1..] : text;
        var digits = Digits(text);
        if (digits == 0 || (digits > 1 && text[0] == '0'))
            return false;
        text = text[digits..];
        if (text is ['.', ..])
        {
            digits = Digits(text[1..]);
            if (digits == 0)
                return false;
            text = text[(digits + 1)..];
        }
        if (text is not ['e' or 'E', ..])
            return text.IsEmpty;
        text = text is [_, '+' or '-', ..] ? text[2..] : text[1..];
        return Digits(text) is var exponent && exponent > 0 && exponent == text.Length;
    }

    private static int Digits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length;
}
