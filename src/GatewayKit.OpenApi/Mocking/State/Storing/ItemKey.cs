using System.Globalization;
using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State.Storing;

/// <summary>Ids as text, so that <c>7</c> of a path, <c>7</c> and <c>7.0</c> of a body are the same.</summary>
internal static class ItemKey
{
    /// <summary>How many characters an id may have.</summary>
    public const int MaxLength = 256;

    /// <summary>The text of an id; null for what is none: an object, an array, null, no text, too long a text.</summary>
    public static string? Of(JsonElement value) => Text(value) is { Length: > 0 and <= MaxLength } text ? text : null;

    /// <summary>The text of a value, however long; null for an object, an array, null.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Characters(value),
        JsonValueKind.Number when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static string? Characters(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }
}
