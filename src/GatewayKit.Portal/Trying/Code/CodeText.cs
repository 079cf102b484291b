using System.Globalization;
using System.Text;

namespace GatewayKit.Portal.Trying.Code;

/// <summary>Writes values as literals, so that no value can end its literal, and none has characters that a terminal or an editor doesn't
/// show.</summary>
internal static class CodeText
{
    /// <summary>Returns a literal of C# and JavaScript in double quotes.</summary>
    public static string Quote(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
            AppendUnit(literal, c);
        return literal.Append('"').ToString();
    }

    /// <summary>Returns a literal of Python in double quotes.</summary>
    public static string QuotePython(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp)
                AppendUnit(literal, (char)rune.Value);
            else
                literal.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
        }

        return literal.Append('"').ToString();
    }

    /// <summary>
    /// Returns a word of a shell in single quotes. A text with characters that a terminal acts on when it is pasted, or doesn't show, is
    /// escaped (<c>$'...'</c>, as bash and zsh read it).
    /// </summary>
    public static string QuoteShell(string text)
    {
        if (text.EnumerateRunes().All(rune => rune.Value == '\n' || IsShown(rune)))
            return $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

        var word = new StringBuilder("$'");
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\'' or '\\')
            {
                word.Append('\\').Append((char)rune.Value);
            }
            else if (rune.Value == '\n')
            {
                word.Append("\\n");
            }
            else if (IsShown(rune))
            {
                word.Append(rune.ToString());
            }
            else
            {
                // Octal escapes have a fixed length; hexadecimal ones take following digits in some shells.
                foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
                    word.Append('\\').Append(Convert.ToString(value, 8).PadLeft(3, '0'));
            }
        }

        return word.Append('\'').ToString();
    }

    private static void AppendUnit(StringBuilder literal, char c)
    {
        if (c is '"' or '\\')
            literal.Append('\\').Append(c);
        else if (c == '\n')
            literal.Append("\\n");
        else if (c is >= ' ' and <= '~')
            literal.Append(c);
        else
            literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
