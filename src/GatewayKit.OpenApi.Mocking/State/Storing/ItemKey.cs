using System.Globalization;
using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State.Storing;

/// <summary>Converts ids to text, so that <c>7</c> in a path and <c>7</c> or <c>7.0</c> in a body are equal.</summary>
internal static class ItemKey
{
    /// <summary>The maximum length of an id in characters.</summary>
    public const int MaxLength = 256;

    /// <summary>Returns the text of an id; <c>null</c> for an invalid id: an object, an array, null, an empty or too long text.</summary>
    public static string? Of(JsonElement value) => Text(value) is { Length: > 0 and <= MaxLength } text ? text : null;

    /// <summary>Returns the text of a value, regardless of its length; <c>null</c> for an object, an array or null.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Characters(value),
        JsonValueKind.Number when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Number when value.TryGetDecimal(out var number)
            => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
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
            // A lone surrogate.
            return null;
        }
    }
}
