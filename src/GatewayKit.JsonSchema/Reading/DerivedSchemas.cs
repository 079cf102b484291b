using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>The named schemas that include other schemas, by <c>allOf</c> or, since 2020-12, by a reference with other keywords next to
/// it.</summary>
internal sealed class DerivedSchemas
{
    private const int MaxSteps = 16;

    private static readonly string[][] s_places = [["components", "schemas"], ["definitions"], ["$defs"]];

    private readonly JsonSchemaRegistry _registry;
    private readonly Dictionary<(string Uri, string Pointer), List<DerivedSchema>> _derived = [];

    public DerivedSchemas(JsonSchemaRegistry registry)
    {
        _registry = registry;
        Count = registry.Documents.Count;
        foreach (var (uri, document) in registry.Documents)
            Add(uri, document);
    }

    /// <summary>The number of known documents.</summary>
    public int Count { get; }

    public IReadOnlyList<DerivedSchema> From(SchemaNode node)
        => _derived.TryGetValue((SchemaUri.Key(node.Resource.Document.Resources[""].Uri), node.Pointer), out var derived) ? derived : [];

    /// <summary>Returns the name of a schema in its document, or the name of its file.</summary>
    public static string? NameOf(SchemaNode node)
        => node.Pointer.Length == 0 ? Path.GetFileNameWithoutExtension(node.Resource.Uri.AbsolutePath)
            : Array.Exists(s_places, location => node.Pointer.StartsWith(Pointer(location), StringComparison.Ordinal)
                && node.Pointer.LastIndexOf('/') == Pointer(location).Length - 1)
                ? JsonPointer.Unescape(node.Pointer[(node.Pointer.LastIndexOf('/') + 1)..])
            : null;

    private static string Pointer(string[] location) => $"/{string.Join('/', location)}/";

    private void Add(string uri, JsonElement document)
    {
        Add(uri, "", Path.GetFileNameWithoutExtension(new Uri(uri).AbsolutePath), document);
        foreach (var location in s_places)
        {
            var schemas = document;
            if (!Array.TrueForAll(location, name => schemas.ValueKind == JsonValueKind.Object && schemas.TryGetProperty(name, out schemas))
                || schemas.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var member in schemas.EnumerateObject())
                Add(uri, Pointer(location) + JsonPointer.Escape(member.Name), member.Name, member.Value);
        }
    }

    private void Add(string uri, string pointer, string name, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return;
        foreach (var parent in Parents(uri, schema, 0).Distinct())
        {
            if (!_derived.TryGetValue(parent, out var derived))
                _derived[parent] = derived = [];
            derived.Add(new DerivedSchema(name, SchemaLocation.Of(uri, pointer), schema));
        }
    }

    private IEnumerable<(string Uri, string Pointer)> Parents(string uri, JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth == MaxSteps)
            yield break;
        // A schema with only a reference is an alias, not another schema.
        if ((depth > 0 || schema.GetPropertyCount() > 1)
            && schema.TryGetProperty("$ref", out var reference)
            && Resolve(uri, reference) is { } target)
            yield return target;
        if (!schema.TryGetProperty("allOf", out var parts) || parts.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var parent in parts.EnumerateArray().SelectMany(part => Parents(uri, part, depth + 1)))
            yield return parent;
    }

    /// <summary>Returns the schema at the end of a chain of references.</summary>
    private (string Uri, string Pointer)? Resolve(string uri, JsonElement reference)
    {
        for (var steps = 0; steps < MaxSteps && reference.ValueKind == JsonValueKind.String; steps++)
        {
            var (other, fragment) = SchemaUri.Split(reference.GetString()!);
            if (SchemaUri.Resolve(new Uri(uri), other) is not { } absolute || !_registry.TryGet(SchemaUri.Key(absolute), out var element))
                return null;
            uri = SchemaUri.Key(absolute);
            foreach (var token in (fragment ?? "").Split('/').Skip(1))
            {
                if (!JsonPointer.TryStep(element, JsonPointer.Unescape(token), out element))
                    return null;
            }
            if (element.ValueKind != JsonValueKind.Object
                || element.GetPropertyCount() != 1
                || !element.TryGetProperty("$ref", out reference))
                return (uri, fragment ?? "");
        }
        return null;
    }
}
