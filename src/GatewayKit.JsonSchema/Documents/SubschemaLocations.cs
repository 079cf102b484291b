using System.Text.Json;

namespace GatewayKit.JsonSchema.Documents;

/// <summary>Finds the subschemas of a schema. Unknown keywords, <c>enum</c> and <c>const</c> don't contain schemas.</summary>
internal static class SubschemaLocations
{
    public static IEnumerable<(string Pointer, JsonElement Schema)> In(JsonElement schema, string pointer, JsonSchemaDialect version)
    {
        foreach (var property in schema.EnumerateObject())
        {
            var location = $"{pointer}/{JsonPointer.Escape(property.Name)}";
            var value = property.Value;
            switch (property.Name)
            {
                case "items" when value.ValueKind != JsonValueKind.Array:
                case "not" or "additionalProperties":
                case "additionalItems" when version != JsonSchemaDialect.Draft202012:
                case "contains" or "propertyNames" or "if" or "then" or "else" when Dialect.HasDraft7Keywords(version):
                case "unevaluatedItems" or "unevaluatedProperties" when version == JsonSchemaDialect.Draft202012:
                    yield return (location, value);
                    break;

                case "items" or "allOf" or "anyOf" or "oneOf":
                case "prefixItems" when version == JsonSchemaDialect.Draft202012:
                    var index = 0;
                    foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default)
                        yield return ($"{location}/{index++}", item);
                    break;

                case "properties" or "patternProperties" or "definitions" or "dependencies":
                case "$defs" or "dependentSchemas" when version == JsonSchemaDialect.Draft202012:
                    foreach (var member in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default)
                        yield return ($"{location}/{JsonPointer.Escape(member.Name)}", member.Value);
                    break;
            }
        }
    }
}
