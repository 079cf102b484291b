using System.Globalization;
using System.Text.Json;

namespace GatewayKit.JsonSchema.Documents;

/// <summary>JSON Pointer, RFC 6901.</summary>
internal static class JsonPointer
{
    public static string Escape(string token)
        => token.Contains('~', StringComparison.Ordinal) || token.Contains('/', StringComparison.Ordinal)
            ? token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            : token;

    public static string Unescape(string token) => token.Contains('~', StringComparison.Ordinal)
        ? token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
        : token;

    public static bool TryStep(JsonElement element, string token, out JsonElement child)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return element.TryGetProperty(token, out child);

        var index = 0;
        var found = element.ValueKind == JsonValueKind.Array && TryIndex(token, element.GetArrayLength(), out index);
        child = found ? element[index] : default;
        return found;
    }

    public static bool TryIndex(string token, int length, out int index)
        => int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < length;
}
