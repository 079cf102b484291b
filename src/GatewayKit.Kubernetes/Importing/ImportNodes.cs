using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Yaml;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Reads the documents of a file as JSON, with the line of each node. Nodes that aliases repeat count each time.</summary>
/// <param name="file">The file.</param>
internal sealed class ImportNodes(ManifestText file)
{
    private const int Deepest = 64;
    private const int Most = 2_000_000;
    private const string Merge = "<<";
    private const string TextTag = "tag:yaml.org,2002:str";

    private static readonly SearchValues<char> s_number = SearchValues.Create("+-.eE0123456789");

    private readonly YamlParser _parser = new(file.Text.TrimStart('\uFEFF'), Deepest);
    private readonly Dictionary<string, JsonNode?> _anchors = [];
    private readonly Dictionary<JsonNode, int> _lines = [];
    private int _count;
    private int _depth;

    /// <summary>The lines of the nodes that were read, except for those that aliases repeat.</summary>
    public IReadOnlyDictionary<JsonNode, int> Lines => _lines;

    /// <summary>Returns the next document with its line; a line of 0 after the last one.</summary>
    /// <exception cref="YamlSyntaxException">The text isn't valid.</exception>
    public (JsonNode? Root, int Line) Next()
    {
        if (_parser.Read().Kind == YamlEventKind.StreamEnd)
            return (null, 0);

        _anchors.Clear();
        var first = _parser.Read();
        var root = Node(first);
        _parser.Read();
        return (root, first.Line);
    }

    private JsonNode? Node(YamlEvent current)
    {
        Count(1, current);
        if (current.Kind == YamlEventKind.Alias)
            return Repeat(current);

        _depth++;
        JsonNode? node = current.Kind switch
        {
            YamlEventKind.SequenceStart => Sequence(),
            YamlEventKind.MappingStart => Mapping(),
            _ => Scalar(current),
        };
        _depth--;
        if (node is not null)
            _lines[node] = current.Line;
        if (current.Anchor is { } anchor)
            _anchors[anchor] = node;
        return node;
    }

    private JsonNode? Repeat(YamlEvent alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var node))
            throw new YamlSyntaxException($"The anchor '{alias.Value}' isn't defined before this alias.", alias.Line, alias.Column);

        var (nodes, height) = SizeOf(node);
        Count(nodes, alias);
        return _depth + height <= Deepest ? node?.DeepClone()
            : throw new YamlSyntaxException($"The values are nested in more than {Deepest} levels.", alias.Line, alias.Column);
    }

    private JsonArray Sequence()
    {
        var items = new JsonArray();
        for (var current = _parser.Read(); current.Kind != YamlEventKind.SequenceEnd; current = _parser.Read())
            items.Add(Node(current));
        return items;
    }

    private JsonObject Mapping()
    {
        var mapping = new JsonObject();
        var merges = new List<JsonNode?>();
        for (var current = _parser.Read(); current.Kind != YamlEventKind.MappingEnd; current = _parser.Read())
        {
            if (current.Kind != YamlEventKind.Scalar)
                throw new YamlSyntaxException("A key must be text.", current.Line, current.Column);

            var value = Node(_parser.Read());
            if (current is { Value: Merge, Style: YamlScalarStyle.Plain })
                merges.Add(value);
            else if (!mapping.TryAdd(current.Value, value))
                throw new YamlSyntaxException($"The key '{current.Value}' occurs twice.", current.Line, current.Column);
        }

        foreach (var merged in merges.SelectMany(merge => merge is JsonArray list ? list.ToArray() : [merge]).OfType<JsonObject>())
        {
            foreach (var (key, value) in merged)
                mapping.TryAdd(key, value?.DeepClone());
        }

        return mapping;
    }

    /// <summary>Reads a scalar by the core schema of YAML 1.2 (section 10.3).</summary>
    private static JsonValue? Scalar(YamlEvent scalar)
    {
        if (scalar.Style != YamlScalarStyle.Plain || scalar.Tag == TextTag)
            return JsonValue.Create(scalar.Value);

        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                => JsonValue.Create(number),
            var text when !text.AsSpan().ContainsAnyExcept(s_number)
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                => JsonValue.Create(number),
            var text => JsonValue.Create(text),
        };
    }

    private static (int Nodes, int Height) SizeOf(JsonNode? node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject mapping => mapping.Select(pair => pair.Value),
            JsonArray list => list,
            _ => [],
        };
        var (nodes, height) = (1, 0);
        foreach (var child in children.Select(SizeOf))
            (nodes, height) = (nodes + child.Nodes, Math.Max(height, child.Height));
        return (nodes, height + 1);
    }

    private void Count(int nodes, YamlEvent at)
    {
        _count += nodes;
        if (_count > Most)
            throw new YamlSyntaxException($"The file has more than {Most} values.", at.Line, at.Column);
    }
}
