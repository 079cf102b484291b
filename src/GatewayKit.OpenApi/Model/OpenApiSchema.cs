using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi;

/// <summary>A schema of an OpenAPI document. Compared by location. Thread-safe.</summary>
public sealed class OpenApiSchema : IWrittenSchema<OpenApiSchema>
{
    private readonly OpenApiSchemas _schemas;
    private readonly JsonSchemaResult?[] _compiled = new JsonSchemaResult?[3];
    private SchemaSurface? _surface;

    internal OpenApiSchema(OpenApiSchemas schemas, string location, JsonElement json)
        => (_schemas, Location, Json) = (schemas, location, json);

    /// <summary>Its location: an absolute URI with a JSON Pointer as fragment.</summary>
    public string Location { get; }

    /// <summary>The schema as written: an object, or true or false. References aren't followed.</summary>
    public JsonElement Json { get; }

    /// <summary>The JSON Schema version of the document's schemas.</summary>
    public JsonSchemaDialect Dialect => _schemas.Dialect;

    /// <summary>The types, properties and items that the schema declares, without evaluating it.</summary>
    internal SchemaSurface Surface => _surface ??= new SchemaSurface(this);

    bool IWrittenSchema<OpenApiSchema>.ReferenceStandsAlone => Dialect < JsonSchemaDialect.Draft202012;

    /// <summary>Returns the validating schema, or its errors. The schema is compiled by the first call.</summary>
    /// <param name="direction">The direction of the instance.</param>
    public JsonSchemaResult Compile(SchemaDirection direction = SchemaDirection.None)
        => _compiled[(int)direction] ??= _schemas.Compile(Location, direction);

    /// <summary>Follows a reference within this schema; <c>null</c> if its target doesn't exist.</summary>
    /// <param name="reference">The value of <c>$ref</c>.</param>
    public OpenApiSchema? Follow(string reference) => _schemas.Follow(Location, reference);

    /// <summary>Returns a schema below this one, such as <c>properties/name</c>; <c>null</c> if it doesn't exist.</summary>
    /// <param name="path">A JSON Pointer relative to this schema, without the leading slash.</param>
    public OpenApiSchema? Below(string path) => _schemas.Below(Location, path);

    /// <summary>Returns the schemas that can apply to the same value: this one, the targets of references, and the branches of
    /// <c>allOf</c>, <c>oneOf</c>, <c>anyOf</c>, <c>if</c> and <c>dependentSchemas</c>; at most 256.</summary>
    public IEnumerable<OpenApiSchema> Parts() => Surface.Parts;

    /// <summary>Returns the schemas directly below this one, whether they apply to the same value, to a part of it, or to
    /// nothing.</summary>
    public IEnumerable<OpenApiSchema> Subschemas()
        => Json.ValueKind == JsonValueKind.Object
            ? SubschemaLocations.In(Json, "", Dialect).Select(below => Below(below.Pointer[1..])).OfType<OpenApiSchema>()
            : [];
}
