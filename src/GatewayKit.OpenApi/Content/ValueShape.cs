using System.Text.Json;
using GatewayKit.OpenApi.Content.Xml;
using GatewayKit.OpenApi.Schemas;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Content;

/// <summary>What a schema says about the types of a value and of what is in it, as far as it must be known to read text: through
/// references and <c>allOf</c>, <c>oneOf</c>, <c>anyOf</c>. Thread-safe.</summary>
internal sealed class ValueShape
{
    private const JsonTypes Any = JsonTypes.Array | JsonTypes.Boolean | JsonTypes.Integer | JsonTypes.Null | JsonTypes.Number | JsonTypes.Object | JsonTypes.String;

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

    /// <summary>The shape of what has no schema.</summary>
    public static ValueShape Unknown { get; } = new([]);

    /// <summary>The schema and those that are applied in its place.</summary>
    public IReadOnlyList<OpenApiSchema> Parts { get; }

    /// <summary>The types that are allowed.</summary>
    public JsonTypes Types { get; }

    public bool IsUnknown => Types == Any;

    public bool IsArray => !IsUnknown && Types.HasFlag(JsonTypes.Array);

    public bool IsObject => !IsUnknown && Types.HasFlag(JsonTypes.Object);

    public bool IsStructured => IsArray || IsObject;

    /// <summary>Whether a text without structure can be a value.</summary>
    public bool IsScalar => (Types & ~(JsonTypes.Array | JsonTypes.Object | JsonTypes.Null)) != 0;

    public ValueShape Items => _items.Value;

    /// <summary>The shape of properties that are not declared.</summary>
    public ValueShape Additional => _additional.Value;

    /// <summary>Whether properties that are not declared are allowed in so many words, or none is declared.</summary>
    public bool IsOpen => IsObject && (_properties.Value.Count == 0 || Parts.Any(part => part.Below("additionalProperties") is { Json.ValueKind: JsonValueKind.Object or JsonValueKind.True }));

    /// <summary>Whether only responses have it.</summary>
    public bool IsReadOnly => Parts.Any(part => part.Json.TryGetProperty("readOnly", out var value) && value.ValueKind == JsonValueKind.True);

    /// <summary>What the schema says about XML.</summary>
    public XmlNaming Xml => _xml ??= XmlNaming.Of(Parts);

    public IEnumerable<string> PropertyNames => _properties.Value.Keys;

    public static ValueShape Of(OpenApiSchema? schema) => schema is null ? Unknown : new([schema]);

    public bool HasProperty(string name) => _properties.Value.ContainsKey(name);

    public ValueShape Property(string name) => _properties.Value.TryGetValue(name, out var shape) ? shape.Value : Additional;

    /// <summary>Whether a value is what the schema asks for; true if it can't be known.</summary>
    public bool Allows(JsonElement value, SchemaDirection direction, EvaluationBudget? budget = null)
    {
        foreach (var root in _roots)
        {
            if (root.Compile(direction).Schema is not { } schema || (budget is null ? schema.IsValid(value) : schema.IsValid(value, budget, out _)))
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
            var place = $"properties/{Uri.EscapeDataString(Schemas.Compilation.JsonPointer.Escape(name))}";
            properties[name] = new(() => From(parts.Select(part => part.Below(place))));
        }
        return properties;
    }
}
