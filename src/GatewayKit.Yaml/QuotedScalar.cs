using System.Globalization;
using System.Text;

namespace GatewayKit.Yaml;

/// <summary>
/// Reads scalars in quotes (YAML 1.2.2, 7.3.1 and 7.3.2). As in most tools, their lines may be indented less than the
/// specification requires.
/// </summary>
internal static class QuotedScalar
{
    public static string Read(YamlCursor cursor)
    {
        var quote = cursor.Current;
        var opening = cursor.Error("The quote isn't closed.");
        cursor.SkipInLine(1);
        var text = new StringBuilder();
        var kept = 0; // The text of an escape isn't trimmed at the end of a line.
        while (true)
        {
            if (cursor.IsAtEnd)
                throw opening;

            var c = cursor.Current;
            if (c == quote && quote == '\'' && cursor.Peek(1) == '\'')
            {
                text.Append('\'');
                cursor.SkipInLine(2);
            }
            else if (c == quote)
            {
                cursor.SkipInLine(1);
                return text.ToString();
            }
            else if (YamlCursor.IsBreak(c))
            {
                Trim(text, kept);
                AppendBreaks(text, Fold(cursor, opening));
                kept = text.Length;
            }
            else if (c == '\\' && quote == '"')
            {
                ReadEscape(cursor, text, opening);
                kept = text.Length;
            }
            else
            {
                text.Append(c);
                cursor.SkipInLine(1);
            }
        }
    }

    /// <summary>Returns the length of a quoted scalar that ends on its line; otherwise -1.</summary>
    public static int Length(YamlCursor cursor, int offset)
    {
        var quote = cursor.Peek(offset);
        for (var i = offset + 1; !YamlCursor.IsBreak(cursor.Peek(i)); i++)
        {
            if (cursor.Peek(i) == '\\' && quote == '"')
                i++;
            else if (cursor.Peek(i) == quote && quote == '\'' && cursor.Peek(i + 1) == '\'')
                i++;
            else if (cursor.Peek(i) == quote)
                return i + 1 - offset;
        }

        return -1;
    }

    private static void Trim(StringBuilder text, int kept)
    {
        while (text.Length > kept && YamlCursor.IsSpace(text[^1]))
            text.Length--;
    }

    // Skips line breaks and the space around them; returns the number of breaks.
    private static int Fold(YamlCursor cursor, YamlSyntaxException opening)
    {
        var breaks = 0;
        while (!cursor.IsAtEnd && cursor.IsAtBreak)
        {
            cursor.SkipBreak();
            breaks++;
            if (cursor.IsAtDocumentMarker)
                throw opening;
            cursor.SkipSpaces();
        }

        return breaks;
    }

    private static void AppendBreaks(StringBuilder text, int breaks)
    {
        if (breaks == 1)
            text.Append(' ');
        else
            text.Append('\n', breaks - 1);
    }

    private static void ReadEscape(YamlCursor cursor, StringBuilder text, YamlSyntaxException opening)
    {
        var c = cursor.Peek(1);
        if (YamlCursor.IsBreak(c))
        {
            cursor.SkipInLine(1);
            text.Append('\n', Math.Max(0, Fold(cursor, opening) - 1));
            return;
        }

        var digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            text.Append(ReadCodePoint(cursor, digits));
            return;
        }

        text.Append(c switch
        {
            '0' => '\0',
            'a' => '\a',
            'b' => '\b',
            't' or '\t' => '\t',
            'n' => '\n',
            'v' => '\v',
            'f' => '\f',
            'r' => '\r',
            'e' => '\e',
            ' ' or '"' or '/' or '\\' => c,
            'N' => '\u0085',
            '_' => '\u00a0',
            'L' => '\u2028',
            'P' => '\u2029',
            _ => throw cursor.Error($"'\\{c}' isn't a valid escape sequence."),
        });
        cursor.SkipInLine(2);
    }

    private static string ReadCodePoint(YamlCursor cursor, int digits)
    {
        var point = Hex(cursor, 2, digits);
        var length = 2 + digits;
        if (digits == 4 && char.IsHighSurrogate((char)point) && cursor.Peek(length) == '\\' && cursor.Peek(length + 1) == 'u')
        {
            // A surrogate pair, JSON's notation of a character beyond U+FFFF.
            var low = Hex(cursor, length + 2, 4);
            if (!char.IsLowSurrogate((char)low))
                throw cursor.Error("The escape sequence is a lone surrogate.");

            cursor.SkipInLine(length + 6);
            return new string([(char)point, (char)low]);
        }

        if (!Rune.IsValid(point))
            throw cursor.Error("The escape sequence isn't a valid character.");
        cursor.SkipInLine(length);
        return char.ConvertFromUtf32(point);
    }

    private static int Hex(YamlCursor cursor, int offset, int digits)
    {
        Span<char> text = stackalloc char[digits];
        for (var i = 0; i < digits; i++)
            text[i] = cursor.Peek(offset + i);

        return int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
            ? point
            : throw cursor.Error($"The escape sequence needs {digits} hexadecimal digits.");
    }
}
