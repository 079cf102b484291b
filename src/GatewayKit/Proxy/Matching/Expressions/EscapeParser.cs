using System.Globalization;

namespace GatewayKit.Proxy.Matching.Expressions;

/// <summary>Reads escapes of characters, inside and outside of brackets.</summary>
internal static class EscapeParser
{
    /// <param name="pattern">The pattern.</param>
    /// <param name="at">The position after the backslash, where there is a character.</param>
    /// <returns>The characters, and the position after the escape.</returns>
    /// <exception cref="ArgumentException">The escape isn't supported.</exception>
    public static (CharSet Set, int Next) Parse(string pattern, int at)
    {
        var c = pattern[at];
        return c switch
        {
            'd' => (CharSet.Digits, at + 1),
            'D' => (CharSet.Digits.Complement(), at + 1),
            'w' => (CharSet.WordCharacters, at + 1),
            'W' => (CharSet.WordCharacters.Complement(), at + 1),
            's' => (CharSet.Spaces, at + 1),
            'S' => (CharSet.Spaces.Complement(), at + 1),
            'n' => (CharSet.Single('\n'), at + 1),
            't' => (CharSet.Single('\t'), at + 1),
            'r' => (CharSet.Single('\r'), at + 1),
            'f' => (CharSet.Single('\f'), at + 1),
            'v' => (CharSet.Single('\v'), at + 1),
            'a' => (CharSet.Single('\a'), at + 1),
            'x' => Hexadecimal(pattern, at + 1),
            'p' or 'P' => throw new ArgumentException("classes of Unicode ('\\p') aren't supported."),
            >= '0' and <= '9' => throw new ArgumentException("back references and octal numbers aren't supported."),
            _ when char.IsAsciiLetter(c) => throw new ArgumentException($"'\\{c}' isn't supported."),
            _ => (CharSet.Single(c), at + 1),
        };
    }

    private static (CharSet, int) Hexadecimal(string pattern, int at)
    {
        var isBraced = at < pattern.Length && pattern[at] == '{';
        var end = isBraced ? pattern.IndexOf('}', at) : at + 2;
        var digits = end >= at && end <= pattern.Length ? pattern[(isBraced ? at + 1 : at)..end] : "";
        return ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (CharSet.Single((char)code), isBraced ? end + 1 : end)
            : throw new ArgumentException("'\\x' needs two hexadecimal digits, or up to four in braces.");
    }
}
