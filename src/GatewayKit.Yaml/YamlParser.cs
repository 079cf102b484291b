namespace GatewayKit.Yaml;

/// <summary>
/// Reads YAML 1.2.2 as a sequence of events. It doesn't resolve values, create types or follow aliases, so the caller can limit
/// how much it accepts. The parser's memory use is the text and one entry per level of nesting.
/// </summary>
/// <remarks>
/// Like most tools, it accepts more than the specification: the lines of quoted scalars and flow collections may be indented less
/// than their parent, and may be indented by tabs.
/// </remarks>
public sealed class YamlParser
{
    private readonly YamlCursor _cursor;
    private readonly DocumentReader _documents;
    private readonly BlockReader _blocks;
    private readonly FlowReader _flows;
    private readonly FrameStack _frames;

    /// <summary>Initializes a new instance with a text.</summary>
    /// <param name="text">The text without a byte order mark.</param>
    /// <param name="maximumDepth">The maximum number of nested collections; at least 1.</param>
    /// <exception cref="YamlSyntaxException">The text contains a control character.</exception>
    public YamlParser(string text, int maximumDepth)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumDepth, 1);
        _cursor = new YamlCursor(text);
        _frames = new FrameStack(maximumDepth, _cursor);
        var tags = new TagHandles();
        _documents = new DocumentReader(_cursor, _frames, tags);
        _flows = new FlowReader(_cursor, _frames, tags);
        _blocks = new BlockReader(_cursor, _frames, tags, _flows);
    }

    /// <summary>Reads the next event.</summary>
    /// <returns>The event; <see cref="YamlEventKind.StreamEnd"/> at the end and for each further read.</returns>
    /// <exception cref="YamlSyntaxException">The text isn't valid YAML at this position, or is nested too deeply.</exception>
    public YamlEvent Read() => _frames.Top.Kind switch
    {
        FrameKind.Document => _documents.Start(),
        FrameKind.DocumentEnd => _documents.End(),
        FrameKind.DocumentContent => _blocks.Content(),
        FrameKind.BlockSequence => _blocks.Sequence(),
        FrameKind.BlockKey => _blocks.Key(),
        FrameKind.BlockValue => _blocks.Value(),
        FrameKind.BlockExplicitValue => _blocks.ExplicitValue(),
        FrameKind.FlowSequence => _flows.Sequence(),
        FrameKind.FlowSequenceNext => _flows.SequenceNext(),
        FrameKind.FlowKey => _flows.Key(),
        FrameKind.FlowValue => _flows.Value(),
        FrameKind.FlowMappingNext => _flows.MappingNext(),
        FrameKind.PairKey => _flows.PairKey(),
        FrameKind.PairValue => _flows.PairValue(),
        _ => _flows.PairEnd(),
    };

    /// <summary>Gets the current line, from 1.</summary>
    internal int Line => _cursor.Line;

    /// <summary>Gets the current column, from 1.</summary>
    internal int Column => _cursor.Column + 1;

    /// <summary>
    /// Finds the key with which a line begins and before which every value ends, whatever it is: only spaces precede it,
    /// and it begins with a letter, a digit or a quote, as no indicator, comment or document marker does.
    /// </summary>
    /// <param name="isEntry">Whether it must be the next key of the innermost block mapping; otherwise,
    /// it may also be one of an outer mapping, or the end of the text.</param>
    /// <returns>Its position in the text; -1 if something else follows.</returns>
    internal int FindKey(bool isEntry)
    {
        if (_frames.Top.Kind != FrameKind.BlockKey)
            return -1;

        _cursor.SkipToToken();
        if (_cursor.IsAtEnd)
            return isEntry ? -1 : _cursor.Position;

        var (column, indent) = (_cursor.Column, _frames.Top.Column);
        return (isEntry ? column == indent : column <= indent) && _cursor.Indentation == column && IsKeyStart(_cursor.Current)
            ? _cursor.Position
            : -1;
    }

    /// <summary>Returns whether a character can begin the keys that <see cref="FindKey"/> finds.</summary>
    internal static bool IsKeyStart(char c) => char.IsAsciiLetterOrDigit(c) || c is '"' or '\'';

    /// <summary>Skips entries of the innermost block mapping, up to a key that <see cref="FindKey"/> finds.</summary>
    internal void Skip(int length, int lines) => _cursor.Jump(length, lines);
}
