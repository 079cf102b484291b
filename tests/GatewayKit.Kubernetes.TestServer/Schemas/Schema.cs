using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>A structural schema: of a CRD, or derived from a model of KubernetesClient.</summary>
internal sealed class Schema
{
    /// <summary>Accepts everything and keeps it.</summary>
    public static readonly Schema Anything = new() { PreservesUnknown = true };

    public static readonly Schema Text = new() { Type = SchemaType.String };

    public SchemaType Type { get; init; }

    public bool PreservesUnknown { get; init; }

    public bool IsNullable { get; init; }

    /// <summary>The members. A recursive type sets them after its creation.</summary>
    public IReadOnlyDictionary<string, Schema> Properties { get; set; } = new Dictionary<string, Schema>();

    public Schema? AdditionalProperties { get; init; }

    public Schema? Items { get; init; }

    public JsonNode? Default { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    public IReadOnlyList<JsonNode?> Values { get; init; } = [];

    public Limits? Limits { get; init; }

    public Lazy<Regex>? Pattern { get; init; }

    public string? Format { get; init; }

    public IReadOnlyList<Schema> AllOf { get; init; } = [];

    public IReadOnlyList<Schema> AnyOf { get; init; } = [];

    public IReadOnlyList<Schema> OneOf { get; init; } = [];

    public Schema? Not { get; init; }

    public ListKind ListKind { get; init; }

    /// <summary>The members that identify an item of a list map, in ordinal order.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The member by which a strategic merge patch merges the list.</summary>
    public string? PatchKey { get; init; }

    /// <summary>Whether server-side apply owns the object as a whole.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>Returns the schema of a member, <see cref="Anything"/> for an unknown one.</summary>
    public Schema Property(string name) => Known(name) ?? Anything;

    public Schema Item => Items ?? Anything;

    /// <summary>Returns the schema of a member; <c>null</c> for an unknown one.</summary>
    public Schema? Known(string name) => Properties.TryGetValue(name, out var property) ? property : AdditionalProperties;
}
