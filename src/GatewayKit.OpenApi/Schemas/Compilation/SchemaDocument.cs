using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>A document with schemas in it. Places in it are JSON Pointers from its root.</summary>
internal sealed class SchemaDocument(JsonElement root)
{
    public JsonElement Root => root;

    public PointerSteps Steps { get; } = new();

    /// <summary>The schemas that start a resource of their own, by their place.</summary>
    public Dictionary<string, SchemaResource> Resources { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SchemaNode> Nodes { get; } = new(StringComparer.Ordinal);

    /// <summary>The places whose identifiers have been read.</summary>
    public HashSet<string> Indexed { get; } = new(StringComparer.Ordinal);
}
