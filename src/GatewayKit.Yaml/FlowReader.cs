namespace GatewayKit.Yaml;

/// <summary>Reads flow collections, whose structure is brackets, and the nodes that flow and block collections share (YAML 1.2.2,
/// 7).</summary>
internal sealed class FlowReader(YamlCursor cursor, FrameStack frames, TagHandles tags)
{
    /// <summary>Reads a node of a flow collection or the content of a block node, or the start of either.</summary>
    public YamlEvent Node(int parentIndent, NodeProperties properties, bool isInFlow, bool isKey = false)
    {
        var start = Event(YamlEventKind.Scalar, properties);
        switch (cursor.Current)
        {
            case '*':
                if (!properties.IsEmpty)
                    throw cursor.Error("An alias can't have an anchor or a tag.");
                return start with { Kind = YamlEventKind.Alias, Value = NodeProperties.ReadName(cursor) };
            case '[':
                return Open(FrameKind.FlowSequence, start with { Kind = YamlEventKind.SequenceStart });
            case '{':
                return Open(FrameKind.FlowKey, start with { Kind = YamlEventKind.MappingStart });
            case '"':
                return start with { Value = QuotedScalar.Read(cursor), Style = YamlScalarStyle.DoubleQuoted };
            case '\'':
                return start with { Value = QuotedScalar.Read(cursor), Style = YamlScalarStyle.SingleQuoted };
            default:
                if (!PlainScalar.CanStart(cursor, isInFlow))
                    throw cursor.Error($"A value can't begin with '{cursor.Current}'; put it in quotes.");
                return start with { Value = PlainScalar.Read(cursor, parentIndent, isInFlow, isKey) };
        }
    }

    /// <summary>Reads the key of a block mapping entry, or its start. The key ends on its line.</summary>
    public YamlEvent KeyNode()
    {
        var properties = default(NodeProperties);
        while (cursor.Current is '&' or '!')
        {
            properties = properties.Add(cursor, tags);
            cursor.SkipSpaces();
        }

        return cursor.IsAt(':') ? Empty(properties) : Node(int.MaxValue, properties, isInFlow: false, isKey: true);
    }

    public YamlEvent Sequence()
    {
        Skip();
        if (cursor.Current == ']')
            return Close(YamlEventKind.SequenceEnd);
        if (cursor.Current == ',')
            throw cursor.Error("A value is missing before the comma.");

        frames.Expect(FrameKind.FlowSequenceNext);
        if (!cursor.IsAt('?') && !KeyLookahead.IsKey(cursor, isInFlow: true))
            return FlowNode();

        var start = Event(YamlEventKind.MappingStart, default);
        frames.Push(FrameKind.PairKey);
        return start;
    }

    public YamlEvent SequenceNext()
    {
        Next(']');
        frames.Expect(FrameKind.FlowSequence);
        return Sequence();
    }

    public YamlEvent Key()
    {
        Skip();
        if (cursor.Current == '}')
            return Close(YamlEventKind.MappingEnd);
        if (cursor.Current == ',')
            throw cursor.Error("A key is missing before the comma.");

        frames.Expect(FrameKind.FlowValue);
        if (cursor.IsAt('?'))
            cursor.SkipInLine(1);
        return FlowNode();
    }

    public YamlEvent Value()
    {
        frames.Expect(FrameKind.FlowMappingNext);
        return ValueAfterColon();
    }

    public YamlEvent MappingNext()
    {
        Next('}');
        frames.Expect(FrameKind.FlowKey);
        return Key();
    }

    public YamlEvent PairKey()
    {
        frames.Expect(FrameKind.PairValue);
        if (cursor.IsAt('?'))
            cursor.SkipInLine(1);
        return FlowNode();
    }

    public YamlEvent PairValue()
    {
        frames.Expect(FrameKind.PairEnd);
        return ValueAfterColon();
    }

    public YamlEvent PairEnd()
    {
        frames.Pop();
        return Event(YamlEventKind.MappingEnd, default);
    }

    public YamlEvent Empty(NodeProperties properties) => Event(YamlEventKind.Scalar, properties);

    public YamlEvent Event(YamlEventKind kind, NodeProperties properties)
        => new(kind, properties.IsEmpty ? cursor.Line : properties.Line, properties.IsEmpty ? cursor.Column + 1 : properties.Column)
        {
            Anchor = properties.Anchor,
            Tag = properties.Tag,
        };

    private YamlEvent FlowNode()
    {
        var properties = default(NodeProperties);
        Skip();
        while (cursor.Current is '&' or '!')
        {
            properties = properties.Add(cursor, tags);
            Skip();
        }

        return cursor.Current is ',' or ']' or '}' || IsAtColon() ? Empty(properties) : Node(-1, properties, isInFlow: true);
    }

    private YamlEvent ValueAfterColon()
    {
        Skip();
        if (cursor.Current != ':')
            return Empty(default);

        cursor.SkipInLine(1);
        return FlowNode();
    }

    private bool IsAtColon()
        => cursor.Current == ':' && (YamlCursor.IsBlank(cursor.Peek(1)) || YamlCursor.IsFlowIndicator(cursor.Peek(1)));

    private void Next(char closing)
    {
        Skip();
        if (cursor.Current == ',')
            cursor.SkipInLine(1);
        else if (cursor.Current != closing)
            throw cursor.Error($"A comma or '{closing}' is missing.");
    }

    private void Skip()
    {
        cursor.SkipToToken();
        if (cursor.IsAtEnd || cursor.IsAtDocumentMarker)
            throw new YamlSyntaxException("The bracket isn't closed.", frames.Top.Line, frames.Top.Column + 1);
    }

    private YamlEvent Open(FrameKind kind, YamlEvent start)
    {
        frames.Push(kind);
        cursor.SkipInLine(1);
        return start;
    }

    // In a block, no text can follow the outermost bracket on its line, unless the collection is a key.
    private YamlEvent Close(YamlEventKind kind)
    {
        var end = Event(kind, default);
        cursor.SkipInLine(1);
        frames.Pop();
        if (frames.Top.Kind is FrameKind.DocumentEnd or FrameKind.BlockSequence or FrameKind.BlockKey or FrameKind.BlockExplicitValue)
            cursor.SkipLineEnd();

        return end;
    }
}
