using System.Text.Json;

namespace GatewayKit.JsonSchema.Values;

internal static class JsonTypeNames
{
    public static JsonTypes? Parse(in JsonElement name) => name.ValueKind != JsonValueKind.String ? null : name.GetString() switch
    {
        "array" => JsonTypes.Array,
        "boolean" => JsonTypes.Boolean,
        "integer" => JsonTypes.Integer,
        "null" => JsonTypes.Null,
        "number" => JsonTypes.Number,
        "object" => JsonTypes.Object,
        "string" => JsonTypes.String,
        _ => null,
    };

    public static JsonTypes Of(in JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => JsonTypes.Array,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Null => JsonTypes.Null,
        JsonValueKind.Number => JsonTypes.Number,
        JsonValueKind.Object => JsonTypes.Object,
        JsonValueKind.String => JsonTypes.String,
        _ => JsonTypes.None,
    };

    public static string Describe(JsonTypes types)
        => string.Join(" or ", Enum.GetValues<JsonTypes>()
            .Where(type => type != JsonTypes.None && types.HasFlag(type))
            .Select(type => type.ToString().ToLowerInvariant()));
}
