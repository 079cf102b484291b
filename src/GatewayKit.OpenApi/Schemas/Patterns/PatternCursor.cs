using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GatewayKit.OpenApi.Schemas.Patterns;

/// <summary>Reads a pattern code point by code point.</summary>
internal sealed class PatternCursor(string pattern)
{
    public int Position { get; set; }

    public bool AtEnd => Position == pattern.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public char Peek => AtEnd ? '\0' : pattern[Position];

    public bool Is(string text) => string.CompareOrdinal(pattern, Position, text, 0, text.Length) == 0;

    public bool Take(string text)
    {
        if (!Is(text))
            return false;
        Position += text.Length;
        return true;
    }

    public int Next()
    {
        if (AtEnd)
            Fail("it ends too early");
        var isPair = Position + 1 < pattern.Length && char.IsSurrogatePair(pattern[Position], pattern[Position + 1]);
        var codePoint = isPair ? char.ConvertToUtf32(pattern[Position], pattern[Position + 1]) : pattern[Position];
        Position += codePoint > 0xFFFF ? 2 : 1;
        return codePoint;
    }

    public string Until(char end)
    {
        var stop = pattern.IndexOf(end, Position);
        if (stop < 0)
            Fail($"'{end}' is missing");
        var text = pattern[Position..stop];
        Position = stop + 1;
        return text;
    }

    /// <summary>Decimal digits; null if there are none.</summary>
    public string? Digits()
    {
        var digits = new StringBuilder();
        while (char.IsAsciiDigit(Peek))
            digits.Append(pattern[Position++]);
        return digits.Length == 0 ? null : digits.ToString();
    }

    /// <summary>As many hexadecimal digits as asked for; null, and nothing read, if there are fewer.</summary>
    public int? Hex(int count)
    {
        if (Position + count > pattern.Length)
            return null;
        var value = 0;
        for (var i = 0; i < count; i++)
        {
            if (!char.IsAsciiHexDigit(pattern[Position + i]))
                return null;
            value = (value << 4) | Convert.FromHexString(['0', pattern[Position + i]])[0];
        }
        Position += count;
        return value;
    }

    [DoesNotReturn]
    public void Fail(string why) => throw new PatternException($"{why}, at character {Position + 1}");
}
