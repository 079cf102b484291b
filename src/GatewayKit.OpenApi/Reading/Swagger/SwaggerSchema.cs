using System.Text.Json;

namespace GatewayKit.OpenApi.Reading.Swagger;

/// <summary>Writes the fields of a parameter, a header or their items as a schema.</summary>
internal static class SwaggerSchema
{
    private static readonly string[] s_keywords =
    [
        "type", "format", "default", "enum", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum",
        "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "nullable",
    ];

    public static void Write(Utf8JsonWriter json, JsonElement fields)
    {
        json.WriteStartObject();
        if (IsFile(fields))
        {
            json.WriteString("type"u8, "string"u8);
            json.WriteString("format"u8, "binary"u8);
        }
        else
        {
            foreach (var keyword in s_keywords)
                Copy(json, fields, keyword);
            if (MustNotBeEmpty(fields))
                json.WriteNumber("minLength"u8, 1);
            if (fields.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object)
            {
                json.WritePropertyName("items"u8);
                Write(json, items);
            }
        }
        json.WriteEndObject();
    }

    public static bool IsFile(JsonElement fields)
        => fields.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("file"u8);

    /// <summary>Whether a text must not be empty (Swagger 2.0, <c>allowEmptyValue</c>), and no other field restricts its length.</summary>
    private static bool MustNotBeEmpty(JsonElement fields)
        => fields.TryGetProperty("allowEmptyValue", out var allowed)
            && allowed.ValueKind == JsonValueKind.False
            && !fields.TryGetProperty("minLength", out _)
            && fields.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("string"u8);

    private static void Copy(Utf8JsonWriter json, JsonElement fields, string keyword)
    {
        if (!fields.TryGetProperty(keyword, out var value) || value.ValueKind == JsonValueKind.Null)
            return;
        json.WritePropertyName(keyword);
        value.WriteTo(json);
    }
}
