using System.Text.Json.Nodes;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The locations of the values of a document. A member of a mapping is at its key.</summary>
internal sealed class ManifestLocations
{
    private readonly Dictionary<JsonNode, ConfigLocation> _values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(JsonNode Parent, string Key), ConfigLocation> _nulls = [];

    /// <summary>Returns the location of a value that isn't null.</summary>
    public ConfigLocation Of(JsonNode value) => _values.GetValueOrDefault(value);

    /// <summary>Returns the location of a member, which can be null.</summary>
    public ConfigLocation Of(JsonObject parent, string key)
        => parent[key] is { } value ? Of(value) : _nulls.TryGetValue((parent, key), out var location) ? location : Of(parent);

    /// <summary>Returns the location of the last part of a path that exists.</summary>
    /// <param name="root">The value that the path begins at.</param>
    /// <param name="path">The path, such as <c>$.spec.rules[0].name</c>, with or without <c>$</c>.</param>
    public ConfigLocation Of(JsonNode root, string path)
    {
        var current = root;
        foreach (var part in path.Split(['.', '[', ']', '\''], StringSplitOptions.RemoveEmptyEntries).SkipWhile(part => part == "$"))
        {
            var next = current switch
            {
                JsonObject members => members[part],
                JsonArray items => int.TryParse(part, out var index) && index >= 0 && index < items.Count ? items[index] : null,
                _ => null,
            };
            if (next is null)
                break;

            current = next;
        }

        return Of(current);
    }

    public void Set(JsonNode value, ConfigLocation location) => _values[value] = location;

    public void SetNull(JsonObject parent, string key, ConfigLocation location) => _nulls[(parent, key)] = location;
}
