using System.Text.Json;
using GatewayKit.OpenApi.Schemas;

namespace GatewayKit.OpenApi;

/// <summary>A schema of an OpenAPI document. Compared by its place. Thread-safe.</summary>
public sealed class OpenApiSchema
{
    private readonly OpenApiSchemas _schemas;
    private readonly JsonSchemaResult?[] _compiled = new JsonSchemaResult?[3];

    internal OpenApiSchema(OpenApiSchemas schemas, string location, JsonElement json) => (_schemas, Location, Json) = (schemas, location, json);

    /// <summary>Where it stands: an absolute URI and a JSON Pointer as fragment.</summary>
    public string Location { get; }

    /// <summary>The schema as it is written: an object, or true or false. A reference is not followed.</summary>
    public JsonElement Json { get; }

    /// <summary>The version of JSON Schema that the document's schemas are written in.</summary>
    public JsonSchemaDialect Dialect => _schemas.Dialect;

    /// <summary>The schema that validates, compiled at the first call, or the mistakes in it.</summary>
    /// <param name="direction">Where the instance goes.</param>
    public JsonSchemaResult Compile(SchemaDirection direction = SchemaDirection.None) => _compiled[(int)direction] ??= _schemas.Compile(Location, direction);

    /// <summary>The schema that a reference within this schema leads to; null if there is none.</summary>
    /// <param name="reference">The value of <c>$ref</c>.</param>
    public OpenApiSchema? Follow(string reference) => _schemas.Follow(Location, reference);

    /// <summary>A schema below this one, such as <c>properties/name</c>; null if there is none.</summary>
    /// <param name="place">A JSON Pointer from this schema, without the slash at its beginning.</param>
    public OpenApiSchema? Below(string place) => _schemas.Below(Location, place);
}
