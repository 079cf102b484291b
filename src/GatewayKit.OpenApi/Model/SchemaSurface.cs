using System.Numerics;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Model;

/// <summary>The types, properties and items that a schema declares for a value, across references and branches, without evaluating it. A
/// property that several of its parts declare has one surface. Read when it is used first. Thread-safe.</summary>
internal sealed class SchemaSurface
{
    private readonly IReadOnlyList<SchemaPart<OpenApiSchema>> _roots;
    private SurfaceParts? _parts;
    private SchemaMembers? _members;
    private SchemaSurface? _items;
    private SchemaSurface? _additional;
    private XmlNaming? _xml;
    private string? _key;

    private SchemaSurface(IReadOnlyList<SchemaPart<OpenApiSchema>> roots) => _roots = roots;

    public SchemaSurface(OpenApiSchema schema)
        : this([new(schema, IsOptional: false, IsReference: false)])
    {
    }

    /// <summary>The surface of a value without a schema.</summary>
    public static SchemaSurface Unknown { get; }
        = new OpenApiSchemas(JsonSchemaDialect.Draft202012).Get("about:blank#", JsonElement.Parse("{}")).Surface;

    /// <summary>The schema; the first one if several parts declare the value.</summary>
    public OpenApiSchema Schema => _roots[0].Schema;

    /// <summary>The locations of all schemas that declare the value: surfaces with the same key are equal.</summary>
    public string Key => _key ??= _roots.Count == 1 ? Schema.Location
        : string.Join(' ', _roots.Select(root => root.IsOptional ? $"{root.Schema.Location}?" : root.Schema.Location));

    /// <summary>Whether no value is valid: the schema is <c>false</c>.</summary>
    public bool IsNever => _roots.Any(root => !root.IsOptional && root.Schema.Json.ValueKind == JsonValueKind.False);

    /// <summary>The schema that others only refer to.</summary>
    public OpenApiSchema Core
        => Parts.FirstOrDefault(schema => !SchemaBranches.IsWrapper(schema.Json)) ?? Schema;

    /// <summary>The schemas that can apply to the value, and annotated references.</summary>
    public IEnumerable<OpenApiSchema> Parts => Read.All.Select(part => part.Schema);

    /// <summary>The texts of the schemas that apply to every value.</summary>
    public IEnumerable<JsonElement> Always => Read.Applied.Where(part => !part.IsOptional).Select(part => part.Schema.Json);

    /// <summary>The allowed types; a number can also be an integer.</summary>
    public JsonTypes Types => Read.Types;

    /// <summary>The only type besides null; <c>null</c> for none or several.</summary>
    public JsonTypes? OnlyType => (Types & ~JsonTypes.Null) switch
    {
        JsonTypes.Number | JsonTypes.Integer => JsonTypes.Number,
        var types when BitOperations.IsPow2((int)types) => types,
        _ => null,
    };

    public bool IsNumber => OnlyType is JsonTypes.Number or JsonTypes.Integer;

    public bool IsUnknown => Types == TypeNames.Any;

    public bool IsArray => !IsUnknown && Types.HasFlag(JsonTypes.Array);

    public bool IsObject => !IsUnknown && Types.HasFlag(JsonTypes.Object);

    public bool IsStructured => IsArray || IsObject;

    /// <summary>Whether text without structure can be a value.</summary>
    public bool IsScalar => (Types & ~(JsonTypes.Array | JsonTypes.Object | JsonTypes.Null)) != 0;

    /// <summary>Whether only responses have the value.</summary>
    public bool IsReadOnly => IsMarked("readOnly");

    /// <summary>Whether only requests have the value.</summary>
    public bool IsWriteOnly => IsMarked("writeOnly");

    public string? Format => Keyword("format") is { ValueKind: JsonValueKind.String } format ? format.GetString() : null;

    /// <summary>Whether the schema describes the items of an array.</summary>
    public bool HasItems => IsArray && Items != Unknown;

    public SchemaSurface Items => _items ??= Below("items");

    /// <summary>The surface of undeclared properties.</summary>
    public SchemaSurface Additional => _additional ??= Below("additionalProperties");

    /// <summary>Whether the schema explicitly allows undeclared properties, or doesn't declare any property.</summary>
    public bool IsOpen
        => IsObject && (Properties.Count == 0
            || Read.Applied.Exists(
                part => Keyword(part, "additionalProperties") is { ValueKind: JsonValueKind.Object or JsonValueKind.True }));

    /// <summary>The declared properties.</summary>
    public IReadOnlyDictionary<string, SchemaSurface> Properties => Members.Properties;

    public SchemaMembers Members => _members ??= new SchemaMembers(Read.Applied);

    /// <summary>The schema's <c>xml</c> object.</summary>
    public XmlNaming Xml => _xml ??= XmlNaming.Of(Read.Applied.Select(part => Keyword(part, "xml")).FirstOrDefault(xml => xml is not null));

    private SurfaceParts Read => _parts ??= SurfaceParts.Of(_roots);

    public static SchemaSurface Of(OpenApiSchema? schema) => schema?.Surface ?? Unknown;

    /// <summary>Returns the surface of a value that several schemas declare.</summary>
    public static SchemaSurface Of(IReadOnlyList<SchemaPart<OpenApiSchema>> declarations) => declarations switch
    {
        [] => Unknown,
        [var only] => only.Schema.Surface,
        _ => new SchemaSurface(declarations),
    };

    public SchemaSurface Property(string name) => Properties.GetValueOrDefault(name) ?? Additional;

    /// <summary>Returns the alternatives of <c>oneOf</c> or <c>anyOf</c> for every value, without those that only allow null.</summary>
    public IReadOnlyList<OpenApiSchema> Branches(string keyword)
        => [.. Read.Applied.Where(part => !part.IsOptional)
            .SelectMany(part => SchemaBranches.Of(part.Schema.Json, keyword).Select(part.Schema.Below))
            .OfType<OpenApiSchema>()];

    /// <summary>Returns the value of a keyword that applies to every value; <c>null</c> without one.</summary>
    public JsonElement? Keyword(string name)
        => Read.All.Where(part => !part.IsOptional).Select(part => Keyword(part, name)).FirstOrDefault(value => value is not null);

    /// <summary>Returns the integer value of a keyword; <c>null</c> without one.</summary>
    public long? Number(string keyword)
        => Keyword(keyword) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>Whether a value is valid; <c>true</c> if that can't be determined.</summary>
    public bool Allows(JsonElement value, SchemaDirection direction, EvaluationBudget? budget = null)
    {
        foreach (var root in _roots)
        {
            if (root.Schema.Compile(direction).Schema is not { } schema
                || (budget is null ? schema.IsValid(value) : schema.IsValid(value, budget, out _)))
                return true;
        }
        return false;
    }

    private bool IsMarked(string keyword)
        => Read.All.Exists(part => !part.IsOptional && DeclaredTypes.IsTrue(part.Schema.Json, keyword));

    private SchemaSurface Below(string path)
        => Of([.. Read.Applied
            .Select(part => part.Schema.Below(path) is { } schema ? part with { Schema = schema } : default)
            .Where(part => part.Schema is { Json.ValueKind: JsonValueKind.Object })]);

    private static JsonElement? Keyword(SchemaPart<OpenApiSchema> part, string name)
        => part.Schema.Json.TryGetProperty(name, out var value) ? value : null;
}
