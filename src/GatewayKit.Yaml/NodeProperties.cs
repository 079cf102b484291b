namespace GatewayKit.Yaml;

/// <summary>The anchor and the tag of a node (YAML 1.2.2, 6.9).</summary>
internal readonly record struct NodeProperties(string? Anchor, string? Tag, int Line, int Column)
{
    public bool IsEmpty => Anchor is null && Tag is null;

    /// <summary>Reads a property and returns a copy that includes it.</summary>
    public NodeProperties Add(YamlCursor cursor, TagHandles handles)
    {
        var place = IsEmpty ? this with { Line = cursor.Line, Column = cursor.Column + 1 } : this;
        if (cursor.Current == '!')
            return Tag is null ? place with { Tag = handles.Read(cursor) } : throw cursor.Error("A value can have only one tag.");

        return Anchor is null ? place with { Anchor = ReadName(cursor) } : throw cursor.Error("A value can have only one anchor.");
    }

    /// <summary>Reads the name after <c>&amp;</c> or <c>*</c>.</summary>
    public static string ReadName(YamlCursor cursor)
    {
        var length = 1;
        while (!YamlCursor.IsBlank(cursor.Peek(length)) && !YamlCursor.IsFlowIndicator(cursor.Peek(length)))
            length++;
        if (length == 1)
            throw cursor.Error($"A name is missing after '{cursor.Current}'.");

        var start = cursor.Position + 1;
        cursor.SkipInLine(length);
        return cursor.From(start);
    }
}
