using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GatewayKit.JsonSchema.Patterns;

/// <summary>Reads a pattern code point by code point.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="tolerant">Whether to accept extensions of other languages.</param>
internal sealed class PatternCursor(string pattern, bool tolerant)
{
    /// <summary>The first extension of another language in the pattern; <c>null</c> without one.</summary>
    public string? Extension { get; private set; }

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

    /// <summary>Like <see cref="Take"/>, for extensions of other languages.</summary>
    public bool TakeExtension(string text)
    {
        if (!tolerant || !Take(text))
            return false;
        Extend(text);
        return true;
    }

    /// <summary>Whether extensions of other languages are accepted; records their use.</summary>
    public bool Tolerates(string what)
    {
        if (tolerant)
            Extension ??= what;
        return tolerant;
    }

    /// <summary>Records an extension of another language; fails if extensions aren't accepted.</summary>
    public void Extend(string what)
    {
        if (!tolerant)
            Fail($"'{what}' isn't supported");
        Extension ??= what;
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

    /// <summary>Returns the text before a delimiter or the end.</summary>
    public string UntilOrEnd(string end)
    {
        var stop = pattern.IndexOf(end, Position, StringComparison.Ordinal);
        var text = stop < 0 ? pattern[Position..] : pattern[Position..stop];
        Position += text.Length + (stop < 0 ? 0 : end.Length);
        return text;
    }

    /// <summary>Skips white space, or a comment up to the end of its line; <c>false</c> without either.</summary>
    public bool SkipSpace()
    {
        if (char.IsWhiteSpace(Peek))
            Position++;
        else if (Take("#"))
            UntilOrEnd("\n");
        else
            return false;
        return true;
    }

    /// <summary>Reads decimal digits; <c>null</c> without any.</summary>
    public string? Digits()
    {
        var digits = new StringBuilder();
        while (char.IsAsciiDigit(Peek))
            digits.Append(pattern[Position++]);
        return digits.Length == 0 ? null : digits.ToString();
    }

    /// <summary>Reads a fixed number of hexadecimal digits; <c>null</c>, without reading any, if there are fewer.</summary>
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
