using System.Text.Json;
using System.Text.Unicode;

namespace GatewayKit.Authentication;

/// <summary>
/// Reads JSON (RFC 8259) from outside: valid UTF-8 without duplicate members, comments or unpaired surrogates, up to a depth. Readers that
/// treat these differently would see different claims.
/// </summary>
public static class StrictJson
{
    /// <summary>Reads a value.</summary>
    /// <param name="json">The text in UTF-8. The caller limits its length.</param>
    /// <param name="maximumDepth">The maximum depth of nested objects and arrays; at least 1.</param>
    /// <param name="value">The value, which doesn't refer to <paramref name="json"/>.</param>
    /// <returns><c>true</c> if the text is a valid value.</returns>
    public static bool TryParse(ReadOnlySpan<byte> json, int maximumDepth, out JsonElement value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumDepth, 1);
        value = default;
        if (!Utf8.IsValid(json))
            return false;

        try
        {
            CheckText(json, maximumDepth);
            value = JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = maximumDepth, AllowDuplicateProperties = false });
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped surrogate without its pair.
            return false;
        }
    }

    /// <summary>Reads an object.</summary>
    /// <param name="json">The text in UTF-8. The caller limits its length.</param>
    /// <param name="maximumDepth">The maximum depth of nested objects and arrays; at least 1.</param>
    /// <param name="value">The object, which doesn't refer to <paramref name="json"/>.</param>
    /// <returns><c>true</c> if the text is a valid object.</returns>
    public static bool TryParseObject(ReadOnlySpan<byte> json, int maximumDepth, out JsonElement value)
        => TryParse(json, maximumDepth, out value) && value.ValueKind == JsonValueKind.Object;

    // JsonElement reads escaped text only on demand, and throws then.
    private static void CheckText(ReadOnlySpan<byte> json, int maximumDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maximumDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                reader.GetString();
        }
    }
}
