using System.Text;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Parses bare items (RFC 9651, section 4.2.3.1).</summary>
internal static class SfBareItems
{
    private const int MaximumIntegerDigits = 15;
    private const int MaximumDecimalDigits = 12;

    /// <summary>Parses the item at the begin of a text, and removes it from the text.</summary>
    public static bool TryRead(ref ReadOnlySpan<char> rest, out SfValue value)
    {
        value = default;
        return rest is [var first, ..] && first switch
        {
            '"' => TryReadString(ref rest, out value),
            ':' => TryReadBytes(ref rest, out value),
            '?' => TryReadBoolean(ref rest, out value),
            '@' => TryReadDate(ref rest, out value),
            '%' => TryReadDisplayString(ref rest, out value),
            '-' or (>= '0' and <= '9') => TryReadNumber(ref rest, out value),
            '*' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => TryReadToken(ref rest, out value),
            _ => false,
        };
    }

    private static bool TryReadNumber(ref ReadOnlySpan<char> rest, out SfValue value)
    {
        value = default;
        var isNegative = rest[0] == '-';
        var digits = isNegative ? rest[1..] : rest;
        if (!TryDigits(ref digits, MaximumIntegerDigits, out var number, out var count))
            return false;

        var type = SfType.Integer;
        if (digits is ['.', ..])
        {
            type = SfType.Decimal;
            digits = digits[1..];
            if (count > MaximumDecimalDigits || !TryDigits(ref digits, 3, out var fraction, out var places))
                return false;

            number = (number * 1000) + (fraction * places switch { 1 => 100, 2 => 10, _ => 1 });
        }

        rest = digits;
        value = new SfValue(type, isNegative ? -number : number);
        return true;
    }

    private static bool TryDigits(ref ReadOnlySpan<char> rest, int maximum, out long number, out int count)
    {
        number = count = 0;
        for (; !rest.IsEmpty && char.IsAsciiDigit(rest[0]); rest = rest[1..])
        {
            if (++count > maximum)
                return false;
            number = (number * 10) + rest[0] - '0';
        }

        return count > 0;
    }

    private static bool TryReadString(ref ReadOnlySpan<char> rest, out SfValue value)
    {
        value = default;
        var text = new StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            var character = rest[i];
            if (character == '"')
            {
                value = new SfValue(SfType.String, Text: text.ToString());
                rest = rest[(i + 1)..];
                return true;
            }

            if (character == '\\' && (++i == rest.Length || (character = rest[i]) is not ('"' or '\\')))
                return false;
            if (character is < ' ' or > '~')
                return false;

            text.Append(character);
        }

        return false;
    }

    private static bool TryReadToken(ref ReadOnlySpan<char> rest, out SfValue value)
    {
        var length = rest.IndexOfAnyExcept(SfCharacters.Token);
        var text = length < 0 ? rest : rest[..length];
        value = new SfValue(SfType.Token, Text: text.ToString());
        rest = rest[text.Length..];
        return true;
    }

    private static bool TryReadBytes(ref ReadOnlySpan<char> rest, out SfValue value)
    {
        value = default;
        var length = rest[1..].IndexOf(':');
        if (length < 0)
            return false;

        var text = rest[1..(length + 1)];
        var bytes = new byte[text.Length / 4 * 3];
        if (text.ContainsAnyExcept(SfCharacters.Base64) || !Convert.TryFromBase64Chars(text, bytes, out var count))
            return false;

        // A single spelling of the bytes (RFC 4648, section 3.5).
        bytes = bytes[..count];
        if (!text.SequenceEqual(Convert.ToBase64String(bytes)))
            return false;

        value = new SfValue(SfType.ByteSequence, Bytes: bytes);
        rest = rest[(length + 2)..];
        return true;
    }

    private static bool TryReadBoolean(ref ReadOnlySpan<char> rest, out SfValue value)
    {
        value = default;
        if (rest is not ['?', ('0' or '1') and var digit, ..])
            return false;

        value = new SfValue(SfType.Boolean, digit - '0');
        rest = rest[2..];
        return true;
    }

    private static bool TryReadDate(ref ReadOnlySpan<char> rest, out SfValue value)
    {
        var number = rest[1..];
        if (number is not ['-' or (>= '0' and <= '9'), ..] || !TryReadNumber(ref number, out value) || value.Type != SfType.Integer)
        {
            value = default;
            return false;
        }

        value = new SfValue(SfType.Date, value.Number);
        rest = number;
        return true;
    }

    private static bool TryReadDisplayString(ref ReadOnlySpan<char> rest, out SfValue value)
    {
        value = default;
        if (rest is not ['%', '"', ..])
            return false;

        var bytes = new List<byte>();
        for (var i = 2; i < rest.Length; i++)
        {
            var character = rest[i];
            if (character == '"')
            {
                if (!System.Text.Unicode.Utf8.IsValid(bytes.ToArray()))
                    return false;

                value = new SfValue(SfType.DisplayString, Text: Encoding.UTF8.GetString(bytes.ToArray()));
                rest = rest[(i + 1)..];
                return true;
            }

            if (character is < ' ' or > '~')
                return false;
            if (character != '%')
            {
                bytes.Add((byte)character);
                continue;
            }

            if (i + 2 >= rest.Length || Digit(rest[i + 1]) is not (>= 0 and var high) || Digit(rest[i + 2]) is not (>= 0 and var low))
                return false;

            bytes.Add((byte)((high << 4) | low));
            i += 2;
        }

        return false;
    }

    private static int Digit(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        _ => -1,
    };
}
