using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>The types that the keywords of a single schema declare.</summary>
internal static class DeclaredTypes
{
    /// <summary>Returns the types by <c>type</c>, <c>const</c> or <c>enum</c>; every type without them.</summary>
    public static JsonTypes Of(JsonElement schema)
    {
        if (schema.TryGetProperty("type", out var type))
            return Expanded(TypeNames.Types(type) ?? TypeNames.Any)
                | (IsTrue(schema, "nullable") || IsTrue(schema, "x-nullable") ? JsonTypes.Null : 0);
        if (schema.TryGetProperty("const", out var value))
            return Expanded(JsonTypeNames.Of(value));
        return schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array
            ? values.EnumerateArray().Aggregate(JsonTypes.None, (types, item) => types | Expanded(JsonTypeNames.Of(item)))
            : TypeNames.Any;
    }

    /// <summary>Returns the types that both allow; if there are none, those of the first, because the schema then allows nothing
    /// anyway.</summary>
    public static JsonTypes Narrow(JsonTypes types, JsonTypes others) => (types & others) is var both and not 0 ? both : types;

    /// <summary>Infers the types of a schema without <c>type</c> from its other keywords.</summary>
    public static JsonTypes Hinted(JsonElement schema)
        => (Has(schema, "properties") || Has(schema, "additionalProperties") || Has(schema, "required") ? JsonTypes.Object : 0)
            | (Has(schema, "items") || Has(schema, "prefixItems") ? JsonTypes.Array : 0);

    public static bool IsTrue(JsonElement schema, string keyword)
        => schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;

    private static bool Has(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out _);

    private static JsonTypes Expanded(JsonTypes types) => types.HasFlag(JsonTypes.Number) ? types | JsonTypes.Integer : types;
}
