using System.Text.Json;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>Reads values whose type is wrong for a keyword, but whose meaning is clear.</summary>
internal static class LenientValues
{
    private static readonly JsonElement s_noMembers = JsonElement.Parse("{}");
    private static readonly JsonElement s_true = JsonElement.Parse("true");
    private static readonly JsonElement s_false = JsonElement.Parse("false");

    public static JsonElement Of(bool flag) => flag ? s_true : s_false;

    /// <summary>Converts the value to a kind; <c>null</c> if its meaning isn't clear.</summary>
    public static JsonElement? Read(JsonElement value, JsonValueKind kind) => (kind, value.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.String) => Number(value),
        // Some programming languages write an empty array for an empty object.
        (JsonValueKind.Object, JsonValueKind.Array) when value.GetArrayLength() == 0 => s_noMembers,
        (JsonValueKind.String, JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) => Text(value),
        _ => null,
    };

    /// <summary>Converts a value to a type that the schema allows: YAML reads some texts as numbers and Booleans. <c>null</c> if the
    /// meaning isn't clear, or the type is already valid.</summary>
    public static JsonElement? OfType(JsonElement value, JsonTypes types)
    {
        var only = types & ~JsonTypes.Null;
        return value.ValueKind switch
        {
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when only == JsonTypes.String => Text(value),
            JsonValueKind.String when only is JsonTypes.Number or JsonTypes.Integer => Number(value),
            JsonValueKind.String when only == JsonTypes.Boolean && Flag(value) is { } flag => Of(flag),
            _ => null,
        };
    }

    /// <summary>Reads true or false from text; <c>null</c> for any other text.</summary>
    public static bool? Flag(JsonElement value)
        => value.ValueKind != JsonValueKind.String ? null : value.GetString()!.Trim().ToUpperInvariant() switch
        {
            "TRUE" => true,
            "FALSE" => false,
            _ => null,
        };

    /// <summary>Reads names from an array of strings, numbers and Booleans, or from a single string; <c>null</c> for any other
    /// value.</summary>
    public static IReadOnlyList<string>? Names(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return [value.GetString()!];
        if (value.ValueKind != JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
            return null;
        return [.. value
            .EnumerateArray()
            .Where(item => item.ValueKind != JsonValueKind.Null)
            .Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())];
    }

    /// <summary>Reads a number from text.</summary>
    public static JsonElement? Number(JsonElement text)
        => text.GetString()!.Trim() is var number && JsonNumberText.IsNumber(number) ? JsonElement.Parse(number) : null;

    /// <summary>Returns a number or a Boolean as the text that it is written as.</summary>
    public static JsonElement Text(JsonElement value) => JsonElement.Parse($"\"{value.GetRawText()}\"");
}
