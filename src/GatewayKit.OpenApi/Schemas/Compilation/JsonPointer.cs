using System.Globalization;
using System.Text.Json;

namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>JSON Pointer, RFC 6901.</summary>
internal static class JsonPointer
{
    public static string Escape(string token) => token.Contains('~', StringComparison.Ordinal) || token.Contains('/', StringComparison.Ordinal)
        ? token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
        : token;

    public static string Unescape(string token) => token.Contains('~', StringComparison.Ordinal)
        ? token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
        : token;

    public static bool TryStep(JsonElement element, string token, out JsonElement child)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return element.TryGetProperty(token, out child);

        child = default;
        if (element.ValueKind != JsonValueKind.Array || !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= element.GetArrayLength())
            return false;
        child = element[index];
        return true;
    }
}
