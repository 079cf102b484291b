using System.Text.Json;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>Writes values without structure, or with as much structure as separators can express.</summary>
internal static class SimpleText
{
    /// <summary>Writes a string, number or Boolean, and <c>null</c> as empty text; <c>null</c> for an array or an object.</summary>
    public static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonTextOf(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Null => "",
        _ => null,
    };

    /// <summary>Writes the style <c>simple</c>; <c>null</c> for an array or object within another one.</summary>
    public static string? Write(JsonElement value, bool explode, char separator = ',') => value.ValueKind switch
    {
        JsonValueKind.Array => Join(value.EnumerateArray().Select(Scalar), separator),
        JsonValueKind.Object => Join(value.EnumerateObject().SelectMany(member => Member(member, explode)), separator),
        _ => Scalar(value),
    };

    private static IEnumerable<string?> Member(JsonProperty member, bool explode)
    {
        var (name, text) = (JsonText.Name(member), Scalar(member.Value));
        return explode ? [text is null ? null : $"{name}={text}"] : [name, text];
    }

    private static string? Join(IEnumerable<string?> texts, char separator)
    {
        var all = texts.ToArray();
        return Array.Exists(all, text => text is null) ? null : string.Join(separator, all);
    }

    private static string JsonTextOf(JsonElement value)
    {
        using var text = JsonText.Of(value, stackalloc char[JsonText.BufferSize]);
        return text.Characters.ToString();
    }
}
