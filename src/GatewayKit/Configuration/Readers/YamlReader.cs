using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Yaml;

namespace GatewayKit.Configuration.Readers;

/// <summary>
/// Reads one YAML 1.2 document from the parser's events: no tags that create objects, anchors within the document only, and
/// nodes that aliases repeat count each time.
/// </summary>
/// <param name="reading">The state of the reading.</param>
/// <param name="text">The document.</param>
/// <param name="entries">Provides the entries that don't have to be read again, and collects those of this version;
/// null to read everything.</param>
internal sealed class YamlReader(NodeReading reading, string text, YamlEntries? entries = null)
{
    // The effective limit is that of NodeReading, which includes aliases.
    private readonly YamlParser _parser = new(text, 2 * NodeReading.MaximumDepth);
    private readonly Dictionary<string, Subtree> _anchors = [];

    /// <summary>The number of anchors, aliases, tags and merge keys: the nodes around one depend on other parts of the document.</summary>
    private int _dependent;

    /// <exception cref="ConfigSyntaxException">The document can't be read.</exception>
    /// <exception cref="YamlSyntaxException">The text isn't valid YAML.</exception>
    public ConfigNode Read()
    {
        if (_parser.Read().Kind == YamlEventKind.StreamEnd)
            return new ConfigNull(new ConfigLocation(reading.Source, 1, 1));

        var root = ReadNode(_parser.Read()).Node;
        _parser.Read();
        if (_parser.Read() is { Kind: not YamlEventKind.StreamEnd } more)
            throw new ConfigSyntaxException(
                "", "The file contains a second document; a configuration is a single document.", LocationOf(more));

        return root;
    }

    private Subtree ReadNode(YamlEvent current)
    {
        var location = LocationOf(current);
        if (current.Anchor is not null || current.Tag is not null)
            _dependent++;
        if (current.Kind == YamlEventKind.Alias)
            return Repeat(current.Value, location);

        var errors = reading.Errors;
        reading.Count(location);
        var subtree = current.Kind switch
        {
            YamlEventKind.SequenceStart => ReadSequence(location),
            YamlEventKind.MappingStart => ReadMapping(location),
            _ => new Subtree(YamlScalar.Read(current, location, reading), 1, 0),
        };

        YamlTags.Check(current.Tag, location);
        if (current.Anchor is not null)
            _anchors[current.Anchor] = subtree with { HasErrors = reading.Errors > errors };

        return subtree;
    }

    private Subtree Repeat(string anchor, ConfigLocation location)
    {
        _dependent++;
        if (!_anchors.TryGetValue(anchor, out var subtree))
            throw new ConfigSyntaxException("", $"The anchor '{DisplayText.Name(anchor)}' isn't defined before this alias.", location);

        reading.Count(location, subtree.Nodes, subtree.Height);

        // The error belongs to the owner of the anchor, but each owner of an alias gets the incomplete value as well.
        if (subtree.HasErrors)
            reading.Add($"the value of the anchor '{DisplayText.Name(anchor)}' has an error.", location);
        return subtree;
    }

    private Subtree ReadSequence(ConfigLocation location)
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

        return new Subtree(new ConfigSequence(location, items.ToArray()), nodes, height);
    }

    private Subtree ReadMapping(ConfigLocation location)
    {
        var mapping = new ConfigMapping(location);
        var merges = new List<ConfigNode>();
        var (nodes, height) = (1, 0);
        var known = entries?.Of(reading.Path);
        mapping.Reserve(known?.Expected ?? 0);
        while (true)
        {
            // 1. An entry that the version before has with the same text is taken over.
            var start = known is null ? default : YamlMappingEntries.Start(_parser, reading.Source);
            if (known is not null && known.TryKeep(start, _parser) is { } entry)
            {
                var kept = entry.At(start.Location);
                reading.Path.Enter(entry.Key);
                reading.Count(start.Location, entry.Nodes, entry.Height);
                reading.Add(mapping, entry.Key, kept, start.Location);
                reading.Path.Leave();
                (nodes, height) = (nodes + entry.Nodes, Math.Max(height, entry.Height + 1));
                continue;
            }

            // 2. Others are read.
            var before = _dependent + reading.Troubles;
            var current = _parser.Read();
            if (current.Kind == YamlEventKind.MappingEnd)
                break;

            var (key, isMerge) = ReadKey(current);
            if (isMerge || current.Kind == YamlEventKind.Alias || current.Anchor is not null || current.Tag is not null)
                _dependent++;
            known?.Enter(start, key);
            reading.Path.Enter(key);
            var value = ReadNode(_parser.Read());
            if (isMerge)
                merges.Add(value.Node);
            else
                reading.Add(mapping, key, value.Node, LocationOf(current));
            reading.Path.Leave();
            (nodes, height) = (nodes + value.Nodes, Math.Max(height, value.Height + 1));

            // 3. Those that depend on nothing else can be taken over by the next version.
            known?.Leave(start, key, value, _parser, isIndependent: before == _dependent + reading.Troubles);
        }

        foreach (var merge in merges)
            YamlMerge.Into(mapping, merge);
        mapping.Trim();

        return new Subtree(mapping, nodes, height);
    }

    private (string Key, bool IsMerge) ReadKey(YamlEvent current) => current.Kind switch
    {
        YamlEventKind.Scalar => (reading.Shared(current.Value), current is { Value: YamlMerge.Key, Style: YamlScalarStyle.Plain }),
        YamlEventKind.Alias when _anchors.GetValueOrDefault(current.Value)?.Node is ConfigScalar key => (key.Text, false),
        _ => throw new ConfigSyntaxException(reading.Path.ToString(), "a key must be text.", LocationOf(current)),
    };

    private ConfigLocation LocationOf(YamlEvent at) => new(reading.Source, at.Line, at.Column);
}
