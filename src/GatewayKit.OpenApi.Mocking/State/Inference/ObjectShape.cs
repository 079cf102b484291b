using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>The members that any part of a schema declares for an object.</summary>
internal sealed class ObjectShape
{
    private const int MaxDepth = 16;
    private readonly Dictionary<string, OpenApiSchema> _properties = new(StringComparer.Ordinal);
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private readonly HashSet<string> _writeOnly = new(StringComparer.Ordinal);
    private readonly HashSet<string> _readOnly = new(StringComparer.Ordinal);
    private readonly List<HashSet<string>> _closed = [];

    private ObjectShape()
    {
    }

    /// <summary>The properties; if several parts declare one, the schema of the first part.</summary>
    public IReadOnlyDictionary<string, OpenApiSchema> Properties => _properties;

    /// <summary>The properties that every branch requires.</summary>
    public IReadOnlyCollection<string> Required => _required;

    public bool IsRequired(string name) => _required.Contains(name);

    public bool IsReadOnly(string name) => _readOnly.Contains(name);

    public bool IsWriteOnly(string name) => _writeOnly.Contains(name);

    /// <summary>Whether the schema allows a member with this name.</summary>
    public bool Allows(string name) => _closed.TrueForAll(names => names.Contains(name));

    /// <summary>Returns the shape of a schema; <c>null</c> if it doesn't describe objects.</summary>
    public static ObjectShape? Of(OpenApiSchema schema)
    {
        var shape = new ObjectShape();
        shape.Add(schema, optional: false, 0, new HashSet<string>(StringComparer.Ordinal));
        return shape._properties.Count > 0 || SchemaTerms.Type(schema) == "object" ? shape : null;
    }

    private void Add(OpenApiSchema? schema, bool optional, int depth, HashSet<string> seen)
    {
        if (schema is null || schema.Json.ValueKind != JsonValueKind.Object || depth > MaxDepth || !seen.Add(schema.Location))
            return;
        if (SchemaTerms.TryGet(schema, "$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
        {
            Add(schema.Follow(reference.GetString()!), optional, depth + 1, seen);
            if (schema.Dialect < JsonSchemaDialect.Draft202012)
                return;
        }
        AddOwn(schema, optional);
        AddBranches(schema, "allOf", optional, depth, seen);
        AddBranches(schema, "oneOf", optional: true, depth, seen);
        AddBranches(schema, "anyOf", optional: true, depth, seen);
        if (!optional && IsFalse(schema, "unevaluatedProperties"))
            _closed.Add([.. _properties.Keys]);
    }

    private void AddOwn(OpenApiSchema schema, bool optional)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        if (SchemaTerms.TryGet(schema, "properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
                own.Add(property.Name);
        }
        foreach (var name in own)
            AddProperty(name, schema.Below("properties/" + JsonPointer.Escape(name)));

        if (!optional && SchemaTerms.TryGet(schema, "required", out var required) && required.ValueKind == JsonValueKind.Array)
            _required.UnionWith(
                required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!));
        if (!optional && IsFalse(schema, "additionalProperties") && !SchemaTerms.TryGet(schema, "patternProperties", out _))
            _closed.Add(own);
    }

    private void AddProperty(string name, OpenApiSchema? schema)
    {
        if (schema is null)
            return;
        _properties.TryAdd(name, schema);
        if (SchemaTerms.IsMarked(schema, "readOnly"))
            _readOnly.Add(name);
        if (SchemaTerms.IsMarked(schema, "writeOnly"))
            _writeOnly.Add(name);
    }

    private void AddBranches(OpenApiSchema schema, string keyword, bool optional, int depth, HashSet<string> seen)
    {
        if (!SchemaTerms.TryGet(schema, keyword, out var branches) || branches.ValueKind != JsonValueKind.Array)
            return;
        var target = SchemaTerms.Target(schema);
        for (var i = 0; i < branches.GetArrayLength(); i++)
        {
            if (schema.Below($"{keyword}/{i}") is { } branch)
                Add(branch, optional && SchemaTerms.Target(branch) != target, depth + 1, seen);
        }
    }

    private static bool IsFalse(OpenApiSchema schema, string keyword)
        => SchemaTerms.TryGet(schema, keyword, out var value) && value.ValueKind == JsonValueKind.False;
}
