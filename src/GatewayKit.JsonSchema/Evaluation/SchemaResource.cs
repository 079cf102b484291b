using System.Collections.Concurrent;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.JsonSchema.Evaluation;

/// <summary>A schema with its own URI, and the schemas below it (2020-12 core, section 4.3.5).</summary>
internal sealed class SchemaResource(Uri uri, SchemaDocument document, string pointer, Dialect dialect)
{
    public Uri Uri => uri;

    public SchemaDocument Document => document;

    public string Pointer => pointer;

    public Dialect Dialect => dialect;

    /// <summary>The locations of anchors.</summary>
    public Dictionary<string, string> Anchors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The dynamic anchors that dynamic references use. Concurrent, because a compiler may add to it while earlier schemas
    /// evaluate.</summary>
    public ConcurrentDictionary<string, SchemaNode> DynamicNodes { get; } = new(StringComparer.Ordinal);
}
