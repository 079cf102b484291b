using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Model;

/// <summary>The members that schemas declare for an object together.</summary>
internal sealed class SchemaMembers
{
    private readonly Dictionary<string, SchemaSurface> _properties;
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private readonly List<HashSet<string>> _closed = [];
    private readonly bool _allowsOnlyDeclared;

    public SchemaMembers(IEnumerable<SchemaPart<OpenApiSchema>> parts)
    {
        var declared = new Dictionary<string, List<SchemaPart<OpenApiSchema>>>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var json = part.Schema.Json;
            var names = NamesIn(json);
            foreach (var name in names)
            {
                if (part.Schema.Below($"properties/{JsonPointer.Escape(name)}") is not { } schema)
                    continue;
                if (!declared.TryGetValue(name, out var schemas))
                    declared[name] = schemas = [];
                schemas.Add(part with { Schema = schema });
            }
            if (part.IsOptional)
                continue;
            _required.UnionWith(RequiredIn(json));
            _allowsOnlyDeclared |= IsFalse(json, "unevaluatedProperties");
            if (IsFalse(json, "additionalProperties") && !json.TryGetProperty("patternProperties", out _))
                _closed.Add(names);
        }
        _properties = declared.ToDictionary(member => member.Key, member => SchemaSurface.Of(member.Value), StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, SchemaSurface> Properties => _properties;

    /// <summary>The names that every value must have, regardless of the direction.</summary>
    public IReadOnlyCollection<string> Required => _required;

    public bool Requires(string name) => _required.Contains(name);

    /// <summary>Whether a member with this name is allowed.</summary>
    public bool Allows(string name)
        => (!_allowsOnlyDeclared || _properties.ContainsKey(name)) && _closed.TrueForAll(names => names.Contains(name));

    private static HashSet<string> NamesIn(JsonElement schema)
        => schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().Select(property => JsonText.Name(property)).ToHashSet(StringComparer.Ordinal)
            : [];

    private static IEnumerable<string> RequiredIn(JsonElement schema)
        => schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array
            ? required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)
            : [];

    private static bool IsFalse(JsonElement schema, string keyword)
        => schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.False;
}
