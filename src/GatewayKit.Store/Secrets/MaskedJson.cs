using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Store.Secrets;

/// <summary>
/// Masks the secrets in the content of entries by the names and places of their keys: everything below <c>credentials</c> except an
/// <c>id</c>, a <c>prefix</c> and <c>expiresAt</c>, which distinguish the keys of a consumer; keys that contain words such as
/// <c>password</c>, <c>secret</c> or <c>token</c>, or end with <c>key</c>; headers and query parameters that are added to requests, except
/// harmless ones such as <c>Accept</c>; and the user information, queries and random path segments of URLs. Plugins of other teams can have
/// secrets with other names. A masked value that is written keeps the stored one (<see cref="StoreChange"/>).
/// </summary>
public static class MaskedJson
{
    /// <summary>The text that replaces a secret.</summary>
    public const string Mask = "***";

    /// <summary>The options for writing contents.</summary>
    internal static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the content of an entry with masked secrets.</summary>
    /// <param name="content">The content as JSON.</param>
    /// <exception cref="JsonException">The content isn't JSON.</exception>
    public static string Of(string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Masked(JsonNode.Parse(content), isSecret: false)?.ToJsonString(Options) ?? "null";
    }

    internal static JsonNode? Masked(JsonNode? node, bool isSecret)
    {
        switch (node)
        {
            case JsonObject members:
                var secrets = new MemberSecrets(members, isSecret);
                return new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Masked(m.Value, secrets.Has(m.Key, m.Value)))));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Masked(item, isSecret))]);
            case JsonValue value:
                return Masked(value, isSecret);
            default:
                return null;
        }
    }

    private static JsonNode? Masked(JsonValue value, bool isSecret)
    {
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return value.DeepClone();
        if (isSecret)
            return Mask;
        return value.TryGetValue<string>(out var text) ? MaskedText.Of(text) : value.DeepClone();
    }
}
