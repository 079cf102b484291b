using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>Reads values that are not of the kind that a keyword asks for, but can only mean one thing.</summary>
internal static class LooseValues
{
    private static readonly JsonElement s_noMembers = JsonElement.Parse("{}");
    private static readonly JsonElement s_true = JsonElement.Parse("true");
    private static readonly JsonElement s_false = JsonElement.Parse("false");

    public static JsonElement Of(bool flag) => flag ? s_true : s_false;

    /// <summary>The value as a kind; null if it isn't clear.</summary>
    public static JsonElement? Read(JsonElement value, JsonValueKind kind) => (kind, value.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.String) => Number(value),
        // Some languages write an empty array where they mean an empty object.
        (JsonValueKind.Object, JsonValueKind.Array) when value.GetArrayLength() == 0 => s_noMembers,
        (JsonValueKind.String, JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) => Text(value),
        _ => null,
    };

    /// <summary>A value of another type than a schema allows, as it is meant: YAML makes numbers and truth values of texts that look like them. Null if
    /// it isn't clear, or is of the type.</summary>
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

    /// <summary>True or false as text; null for anything else.</summary>
    public static bool? Flag(JsonElement value) => value.ValueKind != JsonValueKind.String ? null : value.GetString()!.Trim().ToUpperInvariant() switch
    {
        "TRUE" => true,
        "FALSE" => false,
        _ => null,
    };

    /// <summary>Names as an array of texts, numbers and truth values, or a single text; null for anything else.</summary>
    public static IReadOnlyList<string>? Names(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return [value.GetString()!];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
            return null;
        return [.. value.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null).Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())];
    }

    /// <summary>A number that is written as text.</summary>
    public static JsonElement? Number(JsonElement text) => text.GetString()!.Trim() is var number && JsonNumberText.IsNumber(number) ? JsonElement.Parse(number) : null;

    /// <summary>A number or a truth value as the text that it is written as.</summary>
    public static JsonElement Text(JsonElement value) => JsonElement.Parse($"\"{value.GetRawText()}\"");
}
