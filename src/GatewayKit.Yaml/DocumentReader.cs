namespace GatewayKit.Yaml;

/// <summary>Reads the start and end of documents and their directives (YAML 1.2.2, 6.8 and 9).</summary>
internal sealed class DocumentReader(YamlCursor cursor, FrameStack frames, TagHandles tags)
{
    private bool _isAfterDocument;

    public YamlEvent Start()
    {
        tags.Clear();
        var hasDirectives = false;
        var hasVersion = false;
        while (true)
        {
            cursor.SkipToToken();
            if (cursor.IsAtDocumentMarker && cursor.Current == '.')
                SkipEndMarker();
            else if (cursor.Column == 0 && cursor.Current == '%' && !_isAfterDocument)
                ReadDirective(ref hasVersion, out hasDirectives);
            else
                break;
        }

        if (hasDirectives && !cursor.IsAtDocumentMarker)
            throw cursor.Error("A line with --- is missing after the directives.");
        if (cursor.IsAtEnd)
            return Event(YamlEventKind.StreamEnd);

        var start = Event(YamlEventKind.DocumentStart);
        if (cursor.IsAtDocumentMarker)
            cursor.SkipInLine(3);
        else if (_isAfterDocument)
            throw cursor.Error("Unexpected text after the end of the document; check its indentation.");

        frames.Push(FrameKind.DocumentEnd);
        frames.Push(FrameKind.DocumentContent);
        return start;
    }

    public YamlEvent End()
    {
        cursor.SkipToToken();
        var end = Event(YamlEventKind.DocumentEnd);
        frames.Pop();
        _isAfterDocument = true;
        if (cursor.IsAtDocumentMarker && cursor.Current == '.')
            SkipEndMarker();

        return end;
    }

    private void SkipEndMarker()
    {
        cursor.SkipInLine(3);
        cursor.SkipLineEnd();
        _isAfterDocument = false;
    }

    private void ReadDirective(ref bool hasVersion, out bool hasDirectives)
    {
        hasDirectives = true;
        var line = cursor.RestOfLine();
        var comment = line.IndexOf(" #", StringComparison.Ordinal);
        var words = (comment < 0 ? line : line[..comment]).ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == "%YAML")
        {
            var isVersion = words.Length == 2 && words[1].StartsWith("1.", StringComparison.Ordinal)
                && !words[1].AsSpan(2).ContainsAnyExceptInRange('0', '9');
            if (hasVersion || !isVersion)
                throw cursor.Error("The directive %YAML must be given once, as %YAML 1.2.");
            hasVersion = true;
        }
        else if (words[0] == "%TAG" && (words.Length != 3 || !tags.TryAdd(words[1], words[2])))
        {
            throw cursor.Error("The directive %TAG must be given once for a handle, as %TAG !e! tag:example.com,2000:.");
        }

        cursor.SkipInLine(line.Length);
    }

    private YamlEvent Event(YamlEventKind kind) => new(kind, cursor.Line, cursor.Column + 1);
}
