using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Content.Shapes;

/// <summary>The types that a schema allows, determined without evaluating it.</summary>
internal static class ShapeTypes
{
    private const int MaxParts = 256;
    private const int MaxDepth = 32;

    private const JsonTypes Any =
        JsonTypes.Array | JsonTypes.Boolean | JsonTypes.Integer | JsonTypes.Null | JsonTypes.Number | JsonTypes.Object | JsonTypes.String;

    /// <summary>Returns the types of a schema, and collects the schemas that are applied at the same location.</summary>
    public static JsonTypes Of(OpenApiSchema schema, List<OpenApiSchema> parts) => Of(schema, parts, 0);

    /// <summary>Returns the types that both allow; if there are none, those of the first, because the schema then allows nothing
    /// anyway.</summary>
    public static JsonTypes Narrow(JsonTypes types, JsonTypes others) => (types & others) is var both and not 0 ? both : types;

    /// <summary>Infers the types of a schema without <c>type</c> from its keywords.</summary>
    public static JsonTypes? Hinted(List<OpenApiSchema> parts)
    {
        JsonTypes types = 0;
        foreach (var part in parts)
        {
            if (Has(part, "properties") || Has(part, "additionalProperties") || Has(part, "required"))
                types |= JsonTypes.Object;
            if (Has(part, "items") || Has(part, "prefixItems"))
                types |= JsonTypes.Array;
        }
        return types == 0 ? null : types;
    }

    public static IEnumerable<string> PropertyNames(OpenApiSchema schema)
        => Has(schema, "properties") && schema.Json.GetProperty("properties") is { ValueKind: JsonValueKind.Object } properties
            ? properties.EnumerateObject().Select(property => JsonText.Name(property))
            : [];

    private static JsonTypes Of(OpenApiSchema schema, List<OpenApiSchema> parts, int depth)
    {
        if (schema.Json.ValueKind != JsonValueKind.Object || depth > MaxDepth || parts.Count > MaxParts)
            return Any;
        var types = Any;
        if (schema.Json.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
        {
            if (schema.Follow(reference.GetString()!) is { } target && !parts.Contains(target))
                types = Of(target, parts, depth + 1);
            if (schema.Dialect < JsonSchemaDialect.Draft202012)
                return types;
        }
        parts.Add(schema);
        types = Narrow(types, Own(schema));
        foreach (var branch in Branches(schema, "allOf"))
            types = Narrow(types, Of(branch, parts, depth + 1));
        types = Narrow(types, Union(schema, "oneOf", parts, depth));
        return Narrow(types, Union(schema, "anyOf", parts, depth));
    }

    private static JsonTypes Union(OpenApiSchema schema, string keyword, List<OpenApiSchema> parts, int depth)
    {
        JsonTypes types = 0;
        foreach (var branch in Branches(schema, keyword))
            types |= Of(branch, parts, depth + 1);
        return types == 0 ? Any : types;
    }

    private static JsonTypes Own(OpenApiSchema schema)
    {
        if (schema.Json.TryGetProperty("type", out var type))
            return Named(type) | (IsTrue(schema, "nullable") || IsTrue(schema, "x-nullable") ? JsonTypes.Null : 0);
        if (schema.Json.TryGetProperty("const", out var value))
            return Expanded(JsonTypeNames.Of(value));
        if (!schema.Json.TryGetProperty("enum", out var values) || values.ValueKind != JsonValueKind.Array)
            return Any;
        return values.EnumerateArray().Aggregate((JsonTypes)0, (types, item) => types | Expanded(JsonTypeNames.Of(item)));
    }

    private static JsonTypes Named(JsonElement type) => Expanded(TypeNames.Types(type) ?? Any);

    private static JsonTypes Expanded(JsonTypes types) => types.HasFlag(JsonTypes.Number) ? types | JsonTypes.Integer : types;

    private static IEnumerable<OpenApiSchema> Branches(OpenApiSchema schema, string keyword)
    {
        if (!schema.Json.TryGetProperty(keyword, out var branches) || branches.ValueKind != JsonValueKind.Array)
            yield break;
        for (var i = 0; i < branches.GetArrayLength(); i++)
        {
            if (schema.Below($"{keyword}/{i}") is { } branch)
                yield return branch;
        }
    }

    private static bool Has(OpenApiSchema schema, string keyword)
        => schema.Json.ValueKind == JsonValueKind.Object && schema.Json.TryGetProperty(keyword, out _);

    private static bool IsTrue(OpenApiSchema schema, string keyword)
        => schema.Json.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;
}
