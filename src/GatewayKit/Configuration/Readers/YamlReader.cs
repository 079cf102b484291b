using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GatewayKit.Configuration;

/// <summary>
/// Reads one YAML 1.2 document from the parser's events: no tags that make objects, anchors within the document only, and
/// what aliases repeat counts as if it were written out.
/// </summary>
internal sealed class YamlReader(NodeReading reading, IParser parser)
{
    private readonly Dictionary<string, Subtree> _anchors = [];

    /// <exception cref="ConfigSyntaxException">The document can't be read.</exception>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    public ConfigNode Read()
    {
        Next<StreamStart>();
        if (Next() is StreamEnd)
            return new ConfigNull(new ConfigPlace(reading.Source, 1, 1));

        var root = ReadNode(Next()).Node;
        Next<DocumentEnd>();
        if (Next() is { } more and not StreamEnd)
            throw new ConfigSyntaxException("", "There is a second document; a configuration is one.", Place(more));

        return root;
    }

    private Subtree ReadNode(ParsingEvent current)
    {
        var place = Place(current);
        if (current is AnchorAlias alias)
            return Repeat(alias, place);

        reading.Count(place);
        var subtree = current switch
        {
            Scalar scalar => new Subtree(YamlScalar.Read(scalar, place, reading), 1, 0),
            SequenceStart => ReadSequence(place),
            MappingStart => ReadMapping(place),
            _ => throw new ConfigSyntaxException("", $"The document ends where a value is expected.", place),
        };

        var node = (NodeEvent)current;
        YamlTags.Check(node, place);
        if (!node.Anchor.IsEmpty)
            _anchors[node.Anchor.Value] = subtree;

        return subtree;
    }

    private Subtree Repeat(AnchorAlias alias, ConfigPlace place)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var subtree))
            throw new ConfigSyntaxException("", $"No anchor '{Shown.Name(alias.Value.Value)}' stands before this alias.", place);

        reading.Count(place, subtree.Nodes, subtree.Height);
        return subtree;
    }

    private Subtree ReadSequence(ConfigPlace place)
    {
        var items = new List<ConfigNode>();
        var (nodes, height) = (1, 0);
        for (var current = Next(); current is not SequenceEnd; current = Next())
        {
            reading.Path.Enter(items.Count);
            var item = ReadNode(current);
            reading.Path.Leave();
            items.Add(item.Node);
            (nodes, height) = (nodes + item.Nodes, Math.Max(height, item.Height + 1));
        }

        return new Subtree(new ConfigSequence(place, items), nodes, height);
    }

    private Subtree ReadMapping(ConfigPlace place)
    {
        var mapping = new ConfigMapping(place);
        var merges = new List<ConfigNode>();
        var (nodes, height) = (1, 0);
        for (var current = Next(); current is not MappingEnd; current = Next())
        {
            var (key, isMerge) = ReadKey(current);
            reading.Path.Enter(key);
            var value = ReadNode(Next());
            if (isMerge)
                merges.Add(value.Node);
            else
                reading.Add(mapping, key, value.Node, Place(current));
            reading.Path.Leave();
            (nodes, height) = (nodes + value.Nodes, Math.Max(height, value.Height + 1));
        }

        foreach (var merge in merges)
            YamlMerge.Into(mapping, merge);

        return new Subtree(mapping, nodes, height);
    }

    private (string Key, bool IsMerge) ReadKey(ParsingEvent current) => current switch
    {
        Scalar scalar => (scalar.Value, scalar is { Value: YamlMerge.Key, Style: YamlDotNet.Core.ScalarStyle.Plain }),
        AnchorAlias alias when _anchors.GetValueOrDefault(alias.Value.Value)?.Node is ConfigScalar key => (key.Text, false),
        _ => throw new ConfigSyntaxException(reading.Path.ToString(), "a key must be text.", Place(current)),
    };

    private ParsingEvent Next()
    {
        try
        {
            return parser.MoveNext() ? parser.Current! : throw new ConfigSyntaxException("", "The document ends too early.", new ConfigPlace(reading.Source, 0, 0));
        }
        catch (InvalidOperationException)
        {
            // The parser's own way with some flow collections whose lines are not indented enough.
            var place = parser.Current is { } last ? Place(last) : new ConfigPlace(reading.Source, 0, 0);
            throw new ConfigSyntaxException("", "The text is no YAML from here on: look at the indentation and the brackets.", place);
        }
    }

    private void Next<T>() where T : ParsingEvent
    {
        if (Next() is not T)
            throw new ConfigSyntaxException("", "The text is no YAML document.", Place(parser.Current!));
    }

    private ConfigPlace Place(ParsingEvent at) => new(reading.Source, (int)at.Start.Line, (int)at.Start.Column);

    private sealed record Subtree(ConfigNode Node, int Nodes, int Height);
}
