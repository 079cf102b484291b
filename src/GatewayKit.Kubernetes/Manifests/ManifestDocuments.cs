using System.Text.Json.Nodes;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Yaml;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>Reads the documents of a YAML text, which includes JSON, as values with locations.</summary>
/// <param name="text">The text, without a byte order mark.</param>
/// <param name="source">The name in locations.</param>
internal sealed class ManifestDocuments(string text, string source)
{
    private const string Merge = "<<";
    private const string CoreTag = "tag:yaml.org,2002:";

    private readonly YamlParser _parser = new(text, ManifestLimits.Depth);
    private readonly Dictionary<string, JsonNode?> _anchors = [];
    private int _values;

    /// <summary>The locations of the current document.</summary>
    public ManifestLocations Locations { get; private set; } = new();

    /// <summary>Reads the next document.</summary>
    /// <param name="root">Its value; null for an empty document.</param>
    /// <param name="location">Its location.</param>
    /// <returns>False after the last document.</returns>
    /// <exception cref="ManifestException">The text isn't valid.</exception>
    public bool TryRead(out JsonNode? root, out ConfigLocation location)
    {
        try
        {
            for (var next = _parser.Read(); next.Kind != YamlEventKind.StreamEnd; next = _parser.Read())
            {
                if (next.Kind != YamlEventKind.DocumentStart)
                    continue;

                _anchors.Clear();
                Locations = new ManifestLocations();
                var first = _parser.Read();
                location = LocationOf(first);
                root = Read(first, location, 1);
                return true;
            }
        }
        catch (YamlSyntaxException error)
        {
            throw new ManifestException(
                $"The document isn't valid YAML: {error.Message}", new ConfigLocation(source, error.Line, error.Column));
        }

        (root, location) = (null, default);
        return false;
    }

    private JsonNode? Read(YamlEvent current, ConfigLocation location, int depth)
    {
        Count(location, depth);
        var value = current.Kind switch
        {
            YamlEventKind.MappingStart => ReadMapping(depth),
            YamlEventKind.SequenceStart => ReadSequence(depth),
            YamlEventKind.Alias => Repeat(current, location, depth),
            _ => ReadScalar(current),
        };
        if (value is not null)
            Locations.Set(value, location);
        if (current.Anchor is not null)
            _anchors[current.Anchor] = value;
        return value;
    }

    private JsonObject ReadMapping(int depth)
    {
        var mapping = new JsonObject();
        var merged = new List<JsonObject>();
        for (var key = _parser.Read(); key.Kind != YamlEventKind.MappingEnd; key = _parser.Read())
        {
            var location = LocationOf(key);
            if (key.Kind != YamlEventKind.Scalar)
                throw new ManifestException("A key must be text.", location);

            var value = Read(_parser.Read(), location, depth + 1);
            if (key is { Value: Merge, Style: YamlScalarStyle.Plain })
            {
                merged.AddRange(MappingsOf(value, location));
                continue;
            }

            if (!mapping.TryAdd(key.Value, value))
                throw new ManifestException($"The key '{key.Value}' occurs twice.", location);
            if (value is null)
                Locations.SetNull(mapping, key.Value, location);
        }

        foreach (var (name, value) in merged.SelectMany(other => other))
        {
            if (!mapping.ContainsKey(name))
                mapping[name] = Copy(value, value is null ? default : Locations.Of(value), depth + 1);
        }

        return mapping;
    }

    private JsonArray ReadSequence(int depth)
    {
        var items = new JsonArray();
        for (var item = _parser.Read(); item.Kind != YamlEventKind.SequenceEnd; item = _parser.Read())
            items.Add(Read(item, LocationOf(item), depth + 1));
        return items;
    }

    private JsonNode? ReadScalar(YamlEvent scalar)
    {
        var tag = scalar.Tag;
        if (tag is not null && tag != "!" && !tag.StartsWith(CoreTag, StringComparison.Ordinal))
            throw new ManifestException($"The tag '{tag}' isn't supported.", LocationOf(scalar));

        var isPlain = tag is null ? scalar.Style == YamlScalarStyle.Plain : tag[^3..] is not ("str" or "ary") && tag != "!";
        return isPlain ? PlainScalar.Resolve(scalar.Value) : JsonValue.Create(scalar.Value);
    }

    private JsonNode? Repeat(YamlEvent alias, ConfigLocation location, int depth)
        => _anchors.TryGetValue(alias.Value, out var value)
            ? Copy(value, location, depth)
            : throw new ManifestException($"The anchor '{alias.Value}' isn't defined before this alias.", location);

    /// <summary>Copies a value with the locations of its members.</summary>
    private JsonNode? Copy(JsonNode? value, ConfigLocation location, int depth)
    {
        Count(location, depth);
        JsonNode? copy;
        switch (value)
        {
            case JsonObject members:
                var mapping = new JsonObject();
                foreach (var (name, member) in members)
                    mapping[name] = Copy(member, Locations.Of(members, name), depth + 1);
                copy = mapping;
                break;
            case JsonArray items:
                copy = new JsonArray([.. items.Select(item => Copy(item, item is null ? location : Locations.Of(item), depth + 1))]);
                break;
            default:
                copy = value?.DeepClone();
                break;
        }

        if (copy is not null)
            Locations.Set(copy, location);
        return copy;
    }

    private static IEnumerable<JsonObject> MappingsOf(JsonNode? value, ConfigLocation location) => value switch
    {
        JsonObject mapping => [mapping],
        JsonArray items when items.All(item => item is JsonObject) => items.Cast<JsonObject>(),
        _ => throw new ManifestException("The value of '<<' must be a mapping, or a list of them.", location),
    };

    private void Count(ConfigLocation location, int depth)
    {
        if (++_values > ManifestLimits.Values)
            throw new ManifestException($"The file has more than {ManifestLimits.Values} values.", location);
        if (depth > ManifestLimits.Depth)
            throw new ManifestException($"The document is nested deeper than {ManifestLimits.Depth} levels.", location);
    }

    private ConfigLocation LocationOf(YamlEvent current) => new(source, current.Line, current.Column);
}
