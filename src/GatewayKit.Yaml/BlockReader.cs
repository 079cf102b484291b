namespace GatewayKit.Yaml;

/// <summary>Reads block collections, whose structure is indentation, and their content (YAML 1.2.2, 8).</summary>
internal sealed class BlockReader(YamlCursor cursor, FrameStack frames, TagHandles tags, FlowReader flows)
{
    public YamlEvent Content()
    {
        frames.Pop();
        return Node(parentIndent: -1, lineStart: 0, isInline: !cursor.IsFirstOnLine, canBeInline: false, canBeSequence: false);
    }

    public YamlEvent Sequence()
    {
        var indent = frames.Top.Column;
        cursor.SkipToToken();
        if (IsOutside(indent) || (cursor.Column == indent && !cursor.IsAt('-')))
            return End(YamlEventKind.SequenceEnd);

        CheckEntry(indent);
        return Entry(indent, canBeSequence: false);
    }

    public YamlEvent Key()
    {
        var indent = frames.Top.Column;
        cursor.SkipToToken();
        if (IsOutside(indent))
            return End(YamlEventKind.MappingEnd);

        CheckEntry(indent);
        if (cursor.IsAt('?'))
        {
            frames.Expect(FrameKind.BlockExplicitValue);
            return Entry(indent, canBeSequence: true);
        }

        if (cursor.IsAt('-'))
            throw cursor.Error("A list item isn't allowed between the keys of a mapping.");
        if (!KeyLookahead.IsKey(cursor, isInFlow: false))
            throw cursor.Error("Expected a key followed by a colon.");

        frames.Expect(FrameKind.BlockValue);
        return flows.KeyNode();
    }

    public YamlEvent Value()
    {
        var indent = frames.Top.Column;
        cursor.SkipSpaces();
        cursor.SkipInLine(1);
        frames.Expect(FrameKind.BlockKey);
        return Node(indent, cursor.Position, isInline: true, canBeInline: false, canBeSequence: true);
    }

    public YamlEvent ExplicitValue()
    {
        var indent = frames.Top.Column;
        cursor.SkipToToken();
        frames.Expect(FrameKind.BlockKey);
        if (IsOutside(indent) || cursor.Column != indent || !cursor.IsAt(':'))
            return flows.Empty(default);

        CheckEntry(indent);
        return Entry(indent, canBeSequence: true);
    }

    // Reads the node after -, ? or a colon at the beginning of a line. A collection may begin on the same line.
    private YamlEvent Entry(int indent, bool canBeSequence)
    {
        cursor.SkipInLine(1);
        return Node(indent, cursor.Position, isInline: true, canBeInline: true, canBeSequence);
    }

    /// <summary>Reads a scalar, an alias or the start of a collection.</summary>
    /// <param name="parentIndent">The indentation of the parent.</param>
    /// <param name="lineStart">The position after the parent's indicator, from which only spaces can indent a collection.</param>
    /// <param name="isInline">Whether the node may begin on the line of its parent.</param>
    /// <param name="canBeInline">Whether a collection may begin on the line of its parent.</param>
    /// <param name="canBeSequence">Whether a sequence may have the parent's indentation.</param>
    private YamlEvent Node(int parentIndent, int lineStart, bool isInline, bool canBeInline, bool canBeSequence)
    {
        var properties = default(NodeProperties);
        var absent = flows.Event(YamlEventKind.Scalar, properties);
        while (true)
        {
            var line = cursor.Line;
            cursor.SkipToToken();
            var isNewLine = cursor.Line != line || (!isInline && cursor.IsFirstOnLine);
            isInline = isInline && !isNewLine;
            if (cursor.IsAtEnd || cursor.IsAtDocumentMarker || (isNewLine && IsDedented(parentIndent, canBeSequence)))
                return properties.IsEmpty ? absent : flows.Empty(properties);
            if ((isNewLine || (canBeInline && properties.IsEmpty)) && StartsCollection() is { } kind)
                return StartCollection(kind, lineStart, properties);
            if (isNewLine && cursor.Indentation <= parentIndent)
                cursor.RefuseTab(0);
            if (cursor.Current is not ('&' or '!'))
                return Scalar(parentIndent, properties);

            properties = properties.Add(cursor, tags);
            if (!YamlCursor.IsBlank(cursor.Current))
                throw cursor.Error("A space is missing after the anchor or tag.");
            (isInline, canBeInline) = (true, false);
        }
    }

    private bool IsDedented(int parentIndent, bool canBeSequence)
        => cursor.Column <= parentIndent && !(canBeSequence && cursor.Column == parentIndent && cursor.IsAt('-'));

    private FrameKind? StartsCollection()
    {
        if (cursor.IsAt('-'))
            return FrameKind.BlockSequence;

        return cursor.IsAt('?') || KeyLookahead.IsKey(cursor, isInFlow: false) ? FrameKind.BlockKey : null;
    }

    private YamlEvent StartCollection(FrameKind kind, int lineStart, NodeProperties properties)
    {
        cursor.RefuseTab(lineStart);
        frames.Push(kind);
        return flows.Event(kind == FrameKind.BlockSequence ? YamlEventKind.SequenceStart : YamlEventKind.MappingStart, properties);
    }

    private YamlEvent Scalar(int parentIndent, NodeProperties properties)
    {
        if (cursor.Current is '|' or '>')
        {
            var start = flows.Event(YamlEventKind.Scalar, properties);
            var style = cursor.Current == '|' ? YamlScalarStyle.Literal : YamlScalarStyle.Folded;
            return start with { Value = BlockScalar.Read(cursor, parentIndent), Style = style };
        }

        var node = flows.Node(parentIndent, properties, isInFlow: false);
        if (node.Kind is YamlEventKind.Scalar or YamlEventKind.Alias)
            cursor.SkipLineEnd();

        return node;
    }

    private bool IsOutside(int indent) => cursor.IsAtEnd || cursor.IsAtDocumentMarker || cursor.Column < indent;

    private void CheckEntry(int indent)
    {
        cursor.RefuseTab(0);
        if (cursor.Column > indent)
            throw cursor.Error("The line is indented more than the entries before it.");
    }

    private YamlEvent End(YamlEventKind kind)
    {
        frames.Pop();
        return new YamlEvent(kind, cursor.Line, cursor.Column + 1);
    }
}
