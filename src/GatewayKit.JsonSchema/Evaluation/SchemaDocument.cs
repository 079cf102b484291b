using System.Text.Json;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.JsonSchema.Evaluation;

/// <summary>A document with schemas. Locations in it are JSON Pointers from its root.</summary>
internal sealed class SchemaDocument(JsonElement root)
{
    public JsonElement Root => root;

    public PointerSteps Steps { get; } = new();

    /// <summary>The schemas that start a separate resource, by location.</summary>
    public Dictionary<string, SchemaResource> Resources { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SchemaNode> Nodes { get; } = new(StringComparer.Ordinal);

    /// <summary>The locations whose identifiers have been read.</summary>
    public HashSet<string> Indexed { get; } = new(StringComparer.Ordinal);
}
