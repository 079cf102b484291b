using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Yaml;

namespace GatewayKit.Configuration.Readers;

/// <summary>
/// Reads one YAML 1.2 document from the parser's events: no tags that create objects, anchors within the document only, and
/// nodes that aliases repeat count each time.
/// </summary>
internal sealed class YamlReader(NodeReading reading, string text)
{
    // The effective limit is that of NodeReading, which includes aliases.
    private readonly YamlParser _parser = new(text, 2 * NodeReading.MaximumDepth);
    private readonly Dictionary<string, Subtree> _anchors = [];

    /// <exception cref="ConfigSyntaxException">The document can't be read.</exception>
    /// <exception cref="YamlSyntaxException">The text isn't valid YAML.</exception>
    public ConfigNode Read()
    {
        if (_parser.Read().Kind == YamlEventKind.StreamEnd)
            return new ConfigNull(new ConfigPlace(reading.Source, 1, 1));

        var root = ReadNode(_parser.Read()).Node;
        _parser.Read();
        if (_parser.Read() is { Kind: not YamlEventKind.StreamEnd } more)
            throw new ConfigSyntaxException("", "The file contains a second document; a configuration is a single document.", Place(more));

        return root;
    }

    private Subtree ReadNode(YamlEvent current)
    {
        var place = Place(current);
        if (current.Kind == YamlEventKind.Alias)
            return Repeat(current.Value, place);

        reading.Count(place);
        var subtree = current.Kind switch
        {
            YamlEventKind.SequenceStart => ReadSequence(place),
            YamlEventKind.MappingStart => ReadMapping(place),
            _ => new Subtree(YamlScalar.Read(current, place, reading), 1, 0),
        };

        YamlTags.Check(current.Tag, place);
        if (current.Anchor is not null)
            _anchors[current.Anchor] = subtree;

        return subtree;
    }

    private Subtree Repeat(string anchor, ConfigPlace place)
    {
        if (!_anchors.TryGetValue(anchor, out var subtree))
            throw new ConfigSyntaxException("", $"The anchor '{DisplayText.Name(anchor)}' isn't defined before this alias.", place);

        reading.Count(place, subtree.Nodes, subtree.Height);
        return subtree;
    }

    private Subtree ReadSequence(ConfigPlace place)
    {
        var items = new List<ConfigNode>();
        var (nodes, height) = (1, 0);
        for (var current = _parser.Read(); current.Kind != YamlEventKind.SequenceEnd; current = _parser.Read())
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
        for (var current = _parser.Read(); current.Kind != YamlEventKind.MappingEnd; current = _parser.Read())
        {
            var (key, isMerge) = ReadKey(current);
            reading.Path.Enter(key);
            var value = ReadNode(_parser.Read());
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

    private (string Key, bool IsMerge) ReadKey(YamlEvent current) => current.Kind switch
    {
        YamlEventKind.Scalar => (current.Value, current is { Value: YamlMerge.Key, Style: YamlScalarStyle.Plain }),
        YamlEventKind.Alias when _anchors.GetValueOrDefault(current.Value)?.Node is ConfigScalar key => (key.Text, false),
        _ => throw new ConfigSyntaxException(reading.Path.ToString(), "a key must be text.", Place(current)),
    };

    private ConfigPlace Place(YamlEvent at) => new(reading.Source, at.Line, at.Column);

    private sealed record Subtree(ConfigNode Node, int Nodes, int Height);
}
