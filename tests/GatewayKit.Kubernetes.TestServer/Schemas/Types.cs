using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>Compares the types of values and schemas.</summary>
internal static class Types
{
    public static bool Matches(JsonNode? value, SchemaType type) => type switch
    {
        SchemaType.Any => true,
        SchemaType.Object => value is JsonObject,
        SchemaType.Array => value is JsonArray,
        SchemaType.String => Kind(value) == JsonValueKind.String,
        SchemaType.Integer => IsInteger(value),
        SchemaType.Number => Kind(value) == JsonValueKind.Number,
        SchemaType.Boolean => Kind(value) is JsonValueKind.True or JsonValueKind.False,
        _ => Kind(value) == JsonValueKind.String || IsInteger(value),
    };

    public static string NameOf(SchemaType type) => type switch
    {
        SchemaType.IntegerOrString => "integer,string",
        _ => type.ToString().ToLowerInvariant(),
    };

    public static string NameOf(JsonNode? value) => Kind(value) switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => IsInteger(value) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    private static bool IsInteger(JsonNode? value) => value.Integer() is not null;

    private static JsonValueKind Kind(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;
}
