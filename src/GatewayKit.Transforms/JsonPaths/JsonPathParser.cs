namespace GatewayKit.Transforms;

/// <summary>Reads a JSONPath (RFC 9535), except functions.</summary>
internal sealed class JsonPathParser(string text)
{
    private readonly JsonPathReader _reader = new(text);

    /// <exception cref="JsonPathException">The path isn't valid, or has a function.</exception>
    public JsonPath Parse()
    {
        if (!_reader.Skip("$"))
            throw _reader.Error("a path begins with '$', and a pointer with '/'");

        var path = ReadSegments();
        return _reader.IsAtEnd ? path : throw _reader.Error("'.' or '[' is expected");
    }

    /// <summary>Reads a query of a filter, after <c>@</c> or <c>$</c>.</summary>
    public JsonPath ReadSegments()
    {
        var segments = new List<JsonPathSegment>();
        while (true)
        {
            var end = _reader.At;
            _reader.SkipBlanks();
            if (ReadSegment() is { } segment)
            {
                segments.Add(segment);
                continue;
            }

            _reader.At = end;
            return new JsonPath(segments);
        }
    }

    private JsonPathSegment? ReadSegment()
    {
        if (_reader.IsAt("["))
            return new JsonPathSegment(false, ReadBrackets());

        var isDescendant = _reader.Skip("..");
        if (!isDescendant && !_reader.Skip("."))
            return null;
        if (isDescendant && _reader.IsAt("["))
            return new JsonPathSegment(true, ReadBrackets());
        return new JsonPathSegment(
            isDescendant, [_reader.Skip("*") ? new WildcardSelector() : new NameSelector(_reader.ReadName())]);
    }

    private List<JsonSelector> ReadBrackets()
    {
        var selectors = new List<JsonSelector>();
        _reader.Expect("[");
        do
        {
            _reader.SkipBlanks();
            selectors.Add(ReadSelector());
            _reader.SkipBlanks();
        }
        while (_reader.Skip(","));

        _reader.Expect("]");
        return selectors;
    }

    private JsonSelector ReadSelector()
    {
        if (_reader.Next is '\'' or '"')
            return new NameSelector(_reader.ReadString());
        if (_reader.Skip("*"))
            return new WildcardSelector();
        if (_reader.Skip("?"))
            return new FilterSelector(new JsonFilterParser(_reader, this).Parse());
        if (_reader.IsAtInteger || _reader.IsAt(":"))
            return ReadIndexOrSlice();
        throw _reader.Error("a name in quotes, an index, a range, '*' or '?' is expected");
    }

    private JsonSelector ReadIndexOrSlice()
    {
        var start = ReadBound();
        if (!_reader.IsAt(":"))
            return new IndexSelector(start!.Value);

        _reader.Expect(":");
        _reader.SkipBlanks();
        var end = ReadBound();
        long? step = null;
        if (_reader.Skip(":"))
        {
            _reader.SkipBlanks();
            step = ReadBound();
        }

        return new SliceSelector(start, end, step ?? 1);
    }

    private long? ReadBound()
    {
        if (!_reader.IsAtInteger)
            return null;

        var bound = _reader.ReadInteger();
        var end = _reader.At;
        _reader.SkipBlanks();
        if (!_reader.IsAt(":"))
            _reader.At = end;
        return bound;
    }
}
