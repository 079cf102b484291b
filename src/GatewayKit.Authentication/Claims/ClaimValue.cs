using System.Text.Json;

namespace GatewayKit.Authentication;

/// <summary>Reads the values of claims as text.</summary>
public static class ClaimValue
{
    /// <summary>Returns the text of a value: a string as it is, a number and a Boolean as JSON writes them.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text; <c>null</c> for an object, a list or <c>null</c>.</returns>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    /// <summary>Returns the texts of a value that is a single text or a list. Items that don't have a text are left out.</summary>
    /// <param name="value">The value.</param>
    public static IEnumerable<string> Texts(JsonElement value)
        => value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(Text).OfType<string>()
            : Text(value) is { } text ? [text] : [];
}
