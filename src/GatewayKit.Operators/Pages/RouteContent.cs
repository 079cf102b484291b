using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Operators.Pages;

/// <summary>Reads the content of an entry, whose keys can have any case.</summary>
internal static class RouteContent
{
    /// <summary>Returns a member; null if there is none.</summary>
    public static JsonNode? Member(JsonNode? content, string key)
        => content is JsonObject members
            ? members.FirstOrDefault(member => member.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value
            : null;

    /// <summary>Returns the text of a member; null if there is none.</summary>
    public static string? Text(JsonNode? content, string key)
        => Member(content, key) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Returns whether a route is in maintenance.</summary>
    public static bool IsInMaintenance(JsonNode content)
        => Member(content, "maintenance") is JsonObject maintenance
            && (Member(maintenance, "enabled") is not JsonValue enabled || enabled.GetValueKind() != JsonValueKind.False);
}
