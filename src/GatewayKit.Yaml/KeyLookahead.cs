namespace GatewayKit.Yaml;

/// <summary>
/// Determines whether the next node is a key: a node that ends on its line, followed by a colon (YAML 1.2.2, 7.4.2 and 8.2.2).
/// With this lookahead, the parser never has to retract an event.
/// </summary>
internal static class KeyLookahead
{
    public static bool IsKey(YamlCursor cursor, bool isInFlow)
    {
        var offset = 0;
        while (cursor.Peek(offset) is '&' or '!')
        {
            offset = SkipWord(cursor, offset, isInFlow);
            offset = SkipSpaces(cursor, offset);
        }

        var c = cursor.Peek(offset);
        int length;
        var isJson = false;
        if (c == '*')
            length = SkipWord(cursor, offset, isInFlow: true) - offset;
        else if (c is '"' or '\'')
            (length, isJson) = (QuotedScalar.Length(cursor, offset), true);
        else if (c is '[' or '{')
            (length, isJson) = (CollectionLength(cursor, offset), true);
        else
            length = PlainScalar.Length(cursor, offset, isInFlow);

        if (length < 0)
            return false;

        offset = SkipSpaces(cursor, offset + length);
        var next = cursor.Peek(offset + 1);
        return cursor.Peek(offset) == ':' && (YamlCursor.IsBlank(next) || (isInFlow && (isJson || YamlCursor.IsFlowIndicator(next))));
    }

    private static int SkipSpaces(YamlCursor cursor, int offset)
    {
        while (YamlCursor.IsSpace(cursor.Peek(offset)))
            offset++;
        return offset;
    }

    private static int SkipWord(YamlCursor cursor, int offset, bool isInFlow)
    {
        while (!YamlCursor.IsBlank(cursor.Peek(offset)) && !(isInFlow && YamlCursor.IsFlowIndicator(cursor.Peek(offset))))
            offset++;
        return offset;
    }

    // Brackets inside quotes don't count, and a quote inside a word isn't a quote.
    private static int CollectionLength(YamlCursor cursor, int offset)
    {
        var depth = 0;
        var canQuote = true;
        for (var i = offset; !YamlCursor.IsBreak(cursor.Peek(i)); i++)
        {
            var c = cursor.Peek(i);
            if (c is '"' or '\'' && canQuote)
            {
                var quoted = QuotedScalar.Length(cursor, i);
                if (quoted < 0)
                    return -1;
                i += quoted - 1;
            }
            else if (c is '[' or '{')
            {
                depth++;
            }
            else if (c is ']' or '}' && --depth == 0)
            {
                return i + 1 - offset;
            }

            canQuote = YamlCursor.IsSpace(c) ? canQuote : YamlCursor.IsFlowIndicator(c) || c == ':';
        }

        return -1;
    }
}
