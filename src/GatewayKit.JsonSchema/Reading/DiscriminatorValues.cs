using System.Text.Json;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>Returns the discriminator values that a schema allows by <c>const</c> or <c>enum</c>. Many documents declare them there instead
/// of in a mapping.</summary>
internal static class DiscriminatorValues
{
    private const int MaxDepth = 16;

    public static IEnumerable<string> Of(JsonElement schema, string property) => Of(schema, property, 0);

    private static IEnumerable<string> Of(JsonElement schema, string property, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth == MaxDepth)
            yield break;
        if (schema.TryGetProperty("properties", out var properties)
            && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty(property, out var declared)
            && declared.ValueKind == JsonValueKind.Object)
        {
            if (declared.TryGetProperty("const", out var constant) && constant.ValueKind == JsonValueKind.String)
                yield return constant.GetString()!;
            if (declared.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array)
            {
                foreach (var value in values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String))
                    yield return value.GetString()!;
            }
        }
        if (!schema.TryGetProperty("allOf", out var parts) || parts.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var value in parts.EnumerateArray().SelectMany(part => Of(part, property, depth + 1)))
            yield return value;
    }
}
