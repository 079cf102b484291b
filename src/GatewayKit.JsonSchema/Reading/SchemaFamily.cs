using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>A schema with a discriminator, and the schemas that are derived from it.</summary>
internal sealed class SchemaFamily
{
    /// <summary>Extensions that declare the discriminator value of a derived schema.</summary>
    private static readonly string[] s_values = ["x-ms-discriminator-value", "x-discriminator-value"];

    private readonly SchemaReader _schema;

    private SchemaFamily(SchemaReader schema) => _schema = schema;

    /// <summary>The schemas by discriminator value; <c>null</c> for an unknown schema.</summary>
    public Dictionary<string, SchemaNode?> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The derived schemas, each with the schemas between it and the schema with the discriminator.</summary>
    public Dictionary<SchemaNode, HashSet<SchemaNode>> Ancestors { get; } = [];

    /// <summary>The derived schemas with rules of their own. Others only add a description.</summary>
    public HashSet<SchemaNode> Kinds { get; } = [];

    /// <summary>The schema for values without a known name; <c>null</c> for none.</summary>
    public SchemaNode? Default { get; private set; }

    public static SchemaFamily Of(SchemaReader schema, DiscriminatorObject discriminator)
    {
        var family = new SchemaFamily(schema);
        family.AddDerived(schema.Node, [], discriminator.Property);
        foreach (var (name, target) in discriminator.Mapping)
            family.AddMapped(name, target);
        if (family.Ancestors.Count == 0)
            return family;
        if (DerivedSchemas.NameOf(schema.Node) is { } own)
            family.Names.TryAdd(own, schema.Node);
        foreach (var value in DiscriminatorValues.Of(schema.Schema, discriminator.Property))
            family.Names.TryAdd(value, null);
        family.Default = discriminator.Default is { } fallback ? family.Find(fallback) : null;
        return family;
    }

    private void AddDerived(SchemaNode parent, HashSet<SchemaNode> ancestors, string property)
    {
        foreach (var derived in _schema.Nodes.DerivedFrom(parent))
        {
            if (_schema.Nodes.Find(_schema.Node.Resource, derived.Location, out _) is not { } node || node == _schema.Node)
                continue;
            var isNew = Ancestors.TryAdd(node, [.. ancestors]);
            if (!isNew)
                Ancestors[node].UnionWith(ancestors);
            if (HasOwnMembers(derived.Json))
                Kinds.Add(node);
            Names.TryAdd(derived.Name, node);
            foreach (var value in DiscriminatorValues.Of(derived.Json, property)
                .Concat(s_values.Select(name => Text(derived.Json, name)).OfType<string>()))
                Names.TryAdd(value, node);
            if (isNew)
                AddDerived(node, [.. ancestors, node], property);
        }
    }

    private void AddMapped(string name, string target)
    {
        var node = Find(target);
        Names[name] = node;
        if (node is not null && node != _schema.Node)
            Ancestors.TryAdd(node, []);
        if (node is null && _schema.Options.Tolerant)
            _schema.Warn($"discriminator/mapping/{JsonPointer.Escape(name)}", $"'{Shortened.Text(target)}' is neither the name of a schema "
                + "nor a reference to one; values that name it are only checked against this schema.");
    }

    /// <summary>A mapping contains the name of a schema, or a reference.</summary>
    private SchemaNode? Find(string target)
        => Ancestors.Keys.FirstOrDefault(node => DerivedSchemas.NameOf(node) == target)
            ?? (DerivedSchemas.NameOf(_schema.Node) == target ? _schema.Node : _schema.Nodes.Find(_schema.Node.Resource, target, out _));

    private static bool HasOwnMembers(JsonElement schema)
        => schema.ValueKind == JsonValueKind.Object
            && (schema.TryGetProperty("properties", out _) || schema.TryGetProperty("required", out _)
                || (schema.TryGetProperty("allOf", out var parts) && parts.ValueKind == JsonValueKind.Array
                    && (parts.EnumerateArray().Count(part => Text(part, "$ref") is not null) > 1
                        || parts.EnumerateArray().Any(HasOwnMembers))));

    private static string? Text(JsonElement schema, string name)
        => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
