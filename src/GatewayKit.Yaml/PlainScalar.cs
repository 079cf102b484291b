using System.Text;

namespace GatewayKit.Yaml;

/// <summary>Reads scalars without quotes (YAML 1.2.2, 7.3.3).</summary>
internal static class PlainScalar
{
    private const string Indicators = ",[]{}#&*!|>'\"%@`";

    /// <summary>Returns whether the character at the cursor can begin a plain scalar.</summary>
    public static bool CanStart(YamlCursor cursor, bool isInFlow) => cursor.Current switch
    {
        '-' or '?' or ':' => !YamlCursor.IsBlank(cursor.Peek(1)) && !(isInFlow && YamlCursor.IsFlowIndicator(cursor.Peek(1))),
        var c => !YamlCursor.IsBlank(c) && !Indicators.Contains(c, StringComparison.Ordinal),
    };

    /// <summary>Returns the number of characters, from an offset, that belong to a scalar on this line, without trailing spaces.</summary>
    public static int Length(YamlCursor cursor, int offset, bool isInFlow)
    {
        var end = offset;
        for (var i = offset; !YamlCursor.IsBreak(cursor.Peek(i)); i++)
        {
            var c = cursor.Peek(i);
            if ((c == ':' && EndsAtColon(cursor.Peek(i + 1), isInFlow)) || (isInFlow && YamlCursor.IsFlowIndicator(c)))
                break;
            if (c == '#' && i > offset && YamlCursor.IsSpace(cursor.Peek(i - 1)))
                break;
            if (!YamlCursor.IsSpace(c))
                end = i + 1;
        }

        return end - offset;
    }

    /// <summary>Reads a plain scalar. It continues on lines that are indented deeper than its parent.</summary>
    public static string Read(YamlCursor cursor, int parentIndent, bool isInFlow, bool isKey = false)
    {
        var start = cursor.Position;
        cursor.SkipInLine(Length(cursor, 0, isInFlow));
        var text = cursor.From(start);
        StringBuilder? lines = null;
        while (!isKey && TryContinue(cursor, parentIndent, isInFlow, out var breaks))
        {
            lines ??= new StringBuilder(text);
            if (breaks == 1)
                lines.Append(' ');
            else
                lines.Append('\n', breaks - 1);

            start = cursor.Position;
            cursor.SkipInLine(Length(cursor, 0, isInFlow));
            lines.Append(cursor.From(start));
        }

        return lines?.ToString() ?? text;
    }

    private static bool EndsAtColon(char next, bool isInFlow) => YamlCursor.IsBlank(next) || (isInFlow && YamlCursor.IsFlowIndicator(next));

    // Moves to the line that continues the scalar, or stays at the end of the scalar.
    private static bool TryContinue(YamlCursor cursor, int parentIndent, bool isInFlow, out int breaks)
    {
        breaks = 0;
        var ahead = 0;
        while (YamlCursor.IsSpace(cursor.Peek(ahead)))
            ahead++;
        if (!YamlCursor.IsBreak(cursor.Peek(ahead)))
            return false;

        var mark = cursor.Mark();
        cursor.SkipSpaces();
        while (!cursor.IsAtEnd && cursor.IsAtBreak)
        {
            cursor.SkipBreak();
            breaks++;
            cursor.SkipSpaces();
        }

        var isEnd = cursor.IsAtEnd || cursor.Current == '#' || cursor.IsAtDocumentMarker
            || (isInFlow && YamlCursor.IsFlowIndicator(cursor.Current))
            || (isInFlow && cursor.Current == ':' && EndsAtColon(cursor.Peek(1), isInFlow))
            || (!isInFlow && cursor.Indentation <= parentIndent);
        if (isEnd)
            cursor.Return(mark);

        return !isEnd;
    }
}
