using System.Text;

namespace GatewayKit.Yaml;

/// <summary>Reads block scalars (YAML 1.2.2, 8.1), whose lines are kept after <c>|</c> and folded after <c>></c>.</summary>
internal static class BlockScalar
{
    /// <summary>Reads a block scalar from its header to the beginning of the line after it.</summary>
    /// <param name="cursor">The cursor, at the <c>|</c> or <c>></c>.</param>
    /// <param name="parentIndent">The indentation of the parent; -1 for a document.</param>
    public static string Read(YamlCursor cursor, int parentIndent)
    {
        var isFolded = cursor.Current == '>';
        var (indicator, chomping) = ReadHeader(cursor);
        var indent = indicator > 0 ? Math.Max(parentIndent, 0) + indicator : FindIndent(cursor, parentIndent);
        var text = new StringBuilder();
        var (breaks, hasContent, wasMore) = (0, false, false);
        for (; !cursor.IsAtEnd; SkipLine(cursor))
        {
            var line = cursor.RestOfLine();
            var spaces = Math.Min(Spaces(line), indent);
            if (spaces == line.Length)
            {
                // Only indentation.
                breaks++;
                continue;
            }

            if (spaces < indent || cursor.IsAtDocumentMarker)
                break;

            var isMore = YamlCursor.IsSpace(line[indent]);
            AppendBreaks(text, breaks, isFolded && hasContent && !wasMore && !isMore);
            text.Append(line[indent..]);
            (breaks, hasContent, wasMore) = (1, true, isMore);
        }

        return text.Append('\n', chomping switch { '-' => 0, '+' => breaks, _ => hasContent ? 1 : 0 }).ToString();
    }

    private static void AppendBreaks(StringBuilder text, int breaks, bool isFolded)
    {
        if (isFolded && breaks == 1)
            text.Append(' ');
        else
            text.Append('\n', isFolded ? breaks - 1 : breaks);
    }

    private static (int Indicator, char Chomping) ReadHeader(YamlCursor cursor)
    {
        cursor.SkipInLine(1);
        var (indicator, chomping) = (0, ' ');
        while (true)
        {
            var c = cursor.Current;
            if (c is '+' or '-' && chomping == ' ')
                chomping = c;
            else if (char.IsBetween(c, '1', '9') && indicator == 0)
                indicator = c - '0';
            else
                break;
            cursor.SkipInLine(1);
        }

        if (!YamlCursor.IsBlank(cursor.Current))
            throw cursor.Error("After | or > only a digit from 1 to 9, + or - is allowed, each at most once.");
        cursor.SkipLineEnd();
        if (!cursor.IsAtEnd)
            cursor.SkipBreak();
        return (indicator, chomping);
    }

    // The first line with text determines the indentation of the scalar. Empty lines before it can't have more spaces (8.1.1.1).
    private static int FindIndent(YamlCursor cursor, int parentIndent)
    {
        var mark = cursor.Mark();
        var most = 0;
        YamlSyntaxException? tooMany = null;
        var indent = -1;
        while (!cursor.IsAtEnd)
        {
            var line = cursor.RestOfLine();
            var spaces = Spaces(line);
            if (spaces < line.Length)
            {
                indent = spaces;
                break;
            }

            if (spaces > most)
            {
                most = spaces;
                tooMany = cursor.Error(
                    "An empty line before the text of a block scalar has more spaces than the text. "
                    + "Remove the spaces, or give the indentation after | or >, such as |2.");
            }

            SkipLine(cursor);
        }

        cursor.Return(mark);
        if (indent <= parentIndent)
            return Math.Max(most, parentIndent + 1);
        return most > indent ? throw tooMany! : indent;
    }

    private static int Spaces(ReadOnlySpan<char> line) => line.IndexOfAnyExcept(' ') is >= 0 and var spaces ? spaces : line.Length;

    private static void SkipLine(YamlCursor cursor)
    {
        cursor.SkipInLine(cursor.RestOfLine().Length);
        if (!cursor.IsAtEnd)
            cursor.SkipBreak();
    }
}
