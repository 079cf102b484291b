using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Content.Shapes;

/// <summary>The types that a schema declares for a value and its contents, as far as needed to read text. Follows references, <c>allOf</c>,
/// <c>oneOf</c> and <c>anyOf</c>. Thread-safe.</summary>
internal sealed class ValueShape
{
    private const JsonTypes Any =
        JsonTypes.Array | JsonTypes.Boolean | JsonTypes.Integer | JsonTypes.Null | JsonTypes.Number | JsonTypes.Object | JsonTypes.String;

    private readonly OpenApiSchema[] _roots;
    private readonly Lazy<ValueShape> _items;
    private readonly Lazy<ValueShape> _additional;
    private readonly Lazy<Dictionary<string, Lazy<ValueShape>>> _properties;
    private XmlNaming? _xml;

    private ValueShape(OpenApiSchema[] roots)
    {
        _roots = roots;
        var parts = new List<OpenApiSchema>();
        var types = Any;
        foreach (var root in roots)
            types = ShapeTypes.Narrow(types, ShapeTypes.Of(root, parts));
        Parts = parts;
        Types = types == Any ? ShapeTypes.Hinted(parts) ?? Any : types;
        _items = new(() => From(parts.Select(part => part.Below("items"))));
        _additional = new(() => From(parts.Select(part => part.Below("additionalProperties"))));
        _properties = new(() => ReadProperties(parts));
    }

    /// <summary>The shape of a value without a schema.</summary>
    public static ValueShape Unknown { get; } = new([]);

    /// <summary>The schema and those that are applied at the same location.</summary>
    public IReadOnlyList<OpenApiSchema> Parts { get; }

    /// <summary>The allowed types.</summary>
    public JsonTypes Types { get; }

    public bool IsUnknown => Types == Any;

    public bool IsArray => !IsUnknown && Types.HasFlag(JsonTypes.Array);

    public bool IsObject => !IsUnknown && Types.HasFlag(JsonTypes.Object);

    public bool IsStructured => IsArray || IsObject;

    /// <summary>Whether text without structure can be a value.</summary>
    public bool IsScalar => (Types & ~(JsonTypes.Array | JsonTypes.Object | JsonTypes.Null)) != 0;

    public ValueShape Items => _items.Value;

    /// <summary>The shape of undeclared properties.</summary>
    public ValueShape Additional => _additional.Value;

    /// <summary>Whether the schema explicitly allows undeclared properties, or doesn't declare any property.</summary>
    public bool IsOpen
        => IsObject && (_properties.Value.Count == 0
            || Parts.Any(part => part.Below("additionalProperties") is { Json.ValueKind: JsonValueKind.Object or JsonValueKind.True }));

    /// <summary>Whether only responses have the value.</summary>
    public bool IsReadOnly
        => Parts.Any(part => part.Json.TryGetProperty("readOnly", out var value) && value.ValueKind == JsonValueKind.True);

    /// <summary>The schema's <c>xml</c> object.</summary>
    public XmlNaming Xml => _xml ??= XmlNaming.Of(Parts);

    public IEnumerable<string> PropertyNames => _properties.Value.Keys;

    public static ValueShape Of(OpenApiSchema? schema) => schema is null ? Unknown : new([schema]);

    public bool HasProperty(string name) => _properties.Value.ContainsKey(name);

    public ValueShape Property(string name) => _properties.Value.TryGetValue(name, out var shape) ? shape.Value : Additional;

    /// <summary>Whether a value is valid; <c>true</c> if that can't be determined.</summary>
    public bool Allows(JsonElement value, SchemaDirection direction, EvaluationBudget? budget = null)
    {
        foreach (var root in _roots)
        {
            if (root.Compile(direction).Schema is not { } schema
                || (budget is null ? schema.IsValid(value) : schema.IsValid(value, budget, out _)))
                return true;
        }
        return _roots.Length == 0;
    }

    private static ValueShape From(IEnumerable<OpenApiSchema?> schemas)
    {
        var known = schemas.OfType<OpenApiSchema>().Where(schema => schema.Json.ValueKind == JsonValueKind.Object).Distinct().ToArray();
        return known.Length == 0 ? Unknown : new ValueShape(known);
    }

    private static Dictionary<string, Lazy<ValueShape>> ReadProperties(List<OpenApiSchema> parts)
    {
        var properties = new Dictionary<string, Lazy<ValueShape>>(StringComparer.Ordinal);
        foreach (var name in parts.SelectMany(ShapeTypes.PropertyNames).Distinct(StringComparer.Ordinal))
        {
            var place = $"properties/{Uri.EscapeDataString(JsonPointer.Escape(name))}";
            properties[name] = new(() => From(parts.Select(part => part.Below(place))));
        }
        return properties;
    }
}
