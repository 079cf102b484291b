using System.Globalization;
using System.Text;

namespace GatewayKit.Transforms;

/// <summary>Reads the tokens of a JSONPath (RFC 9535, appendix A).</summary>
internal sealed class JsonPathReader(string text)
{
    private const int MaxDepth = 32;
    private const long MaxInteger = (1L << 53) - 1;

    private int _depth;

    /// <summary>Gets or sets the position of the next character.</summary>
    public int At { get; set; }

    /// <summary>Gets the next character; a zero at the end.</summary>
    public char Next => At < text.Length ? text[At] : '\0';

    public bool IsAtEnd => At == text.Length;

    /// <summary>Counts a filter, or a parenthesis in it, until <see cref="Leave"/>.</summary>
    public void Enter()
    {
        if (++_depth > MaxDepth)
            throw Error($"filters and parentheses nest at most {MaxDepth} levels");
    }

    public void Leave() => _depth--;

    public void SkipBlanks()
    {
        while (Next is ' ' or '\t' or '\n' or '\r')
            At++;
    }

    public bool Skip(string token)
    {
        if (!IsAt(token))
            return false;

        At += token.Length;
        return true;
    }

    public bool IsAt(string token) => text.AsSpan(At).StartsWith(token);

    public void Expect(string token)
    {
        if (!Skip(token))
            throw Error($"'{token}' is expected");
    }

    public JsonPathException Error(string problem) => new($"{problem} (at character {At + 1})");

    /// <summary>Reads a name after a dot.</summary>
    public string ReadName()
    {
        var start = At;
        while (Next is '_' or >= '\x80' || char.IsAsciiLetter(Next) || (At > start && char.IsAsciiDigit(Next)))
            At++;
        return At > start ? text[start..At] : throw Error("a name is expected; write others as ['name']");
    }

    /// <summary>Reads the name of a function or a constant; empty without one.</summary>
    public string ReadWord()
    {
        var start = At;
        while (char.IsAsciiLetterOrDigit(Next) || Next == '_')
            At++;
        return text[start..At];
    }

    public bool IsAtInteger => Next == '-' || char.IsAsciiDigit(Next);

    /// <summary>Reads an integer without leading zeros.</summary>
    public long ReadInteger()
    {
        var start = At;
        Skip("-");
        SkipDigits();
        var digits = text.AsSpan(start, At - start);
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || Math.Abs(value) > MaxInteger || digits.TrimStart('-') is ['0', _, ..] || digits is "-0")
            throw Error("an integer without leading zeros is expected");
        return value;
    }

    /// <summary>Reads a number as JSON writes it.</summary>
    public string ReadNumber()
    {
        var start = At;
        Skip("-");
        var first = At;
        SkipDigits();
        var isValid = At > first && (text[first] != '0' || At == first + 1);
        if (Skip("."))
            isValid &= SkipDigits() > 0;
        if (Skip("e") || Skip("E"))
        {
            _ = Skip("-") || Skip("+");
            isValid &= SkipDigits() > 0;
        }

        return isValid ? text[start..At] : throw Error("a number as in JSON is expected");
    }

    /// <summary>Reads a text in single or double quotes.</summary>
    public string ReadString()
    {
        var quote = Next;
        At++;
        var value = new StringBuilder();
        while (Next != quote)
        {
            if (IsAtEnd || Next < ' ')
                throw Error("a text isn't closed");
            value.Append(Next == '\\' ? ReadEscape(quote) : text[At++].ToString());
        }

        At++;
        return value.ToString();
    }

    private string ReadEscape(char quote)
    {
        At++;
        var escaped = Next;
        if (escaped == 'u')
            return ReadCodePoint();

        var value = escaped switch
        {
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            '/' or '\\' => escaped.ToString(),
            _ when escaped == quote => escaped.ToString(),
            _ => throw Error("an escape as in JSON is expected"),
        };
        At++;
        return value;
    }

    private string ReadCodePoint()
    {
        var first = ReadUnit();
        if (!char.IsSurrogate(first))
            return first.ToString();

        if (!char.IsHighSurrogate(first) || !Skip("\\") || ReadUnit() is var second && !char.IsLowSurrogate(second))
            throw Error("an escaped surrogate needs its other half");
        return new string([first, second]);
    }

    private char ReadUnit()
    {
        const int Digits = 4;
        if (Next != 'u' || At + Digits >= text.Length
            || !ushort.TryParse(text.AsSpan(At + 1, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            throw Error("four hexadecimal digits are expected");

        At += 1 + Digits;
        return (char)unit;
    }

    private int SkipDigits()
    {
        var start = At;
        while (char.IsAsciiDigit(Next))
            At++;
        return At - start;
    }
}
