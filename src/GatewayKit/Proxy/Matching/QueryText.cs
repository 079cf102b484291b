namespace GatewayKit.Proxy.Matching;

/// <summary>Reads a query without decoding it to new strings: a client decides how many parameters it has.</summary>
internal static class QueryText
{
    /// <summary>Finds the first parameter with a name.</summary>
    /// <param name="query">The query, with or without its question mark.</param>
    /// <param name="name">The name in UTF-8.</param>
    /// <param name="value">The value as it was sent.</param>
    public static bool TryFind(ReadOnlySpan<char> query, ReadOnlySpan<byte> name, out ReadOnlySpan<char> value)
    {
        if (query is ['?', ..])
            query = query[1..];
        while (!query.IsEmpty)
        {
            var end = query.IndexOf('&');
            var pair = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];
            var equals = pair.IndexOf('=');
            if (!pair.IsEmpty && IsEqual(equals < 0 ? pair : pair[..equals], name))
            {
                value = equals < 0 ? default : pair[(equals + 1)..];
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Returns whether an encoded text means a text.</summary>
    /// <param name="encoded">A name or a value of a query.</param>
    /// <param name="text">The text in UTF-8.</param>
    public static bool IsEqual(ReadOnlySpan<char> encoded, ReadOnlySpan<byte> text)
    {
        if (encoded.Length < text.Length)
            return false;

        var at = 0;
        for (var i = 0; i < encoded.Length; i++, at++)
        {
            var code = (int)encoded[i];
            if (code == '+')
            {
                code = ' ';
            }
            else if (code == '%' && i + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]))
            {
                code = (Digit(encoded[i + 1]) << 4) | Digit(encoded[i + 2]);
                i += 2;
            }
            else if (code > 0x7f)
            {
                // The server rejects targets with it.
                return false;
            }

            if (at >= text.Length || text[at] != code)
                return false;
        }

        return at == text.Length;
    }

    /// <summary>Decodes a name or a value.</summary>
    public static string Decode(ReadOnlySpan<char> encoded)
        => Uri.UnescapeDataString(encoded.ToString().Replace('+', ' '));

    private static int Digit(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
