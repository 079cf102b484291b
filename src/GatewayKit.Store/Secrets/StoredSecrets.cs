using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Store.Secrets;

/// <summary>
/// Replaces the masked secrets of a written content by the stored ones at the same places:
/// <list type="number">
/// <item>a member of an object is at the place of the stored member with the same name</item>
/// <item>an item of a list with a <c>name</c> or an <c>id</c> is at the place of the only stored item with the same ones</item>
/// <item>another item is at the place of the only stored item that looks the same</item>
/// <item>otherwise, it is at the place of the stored item with the same index if at most one item has changed and none was removed. A
/// removed item must not leave its secret to the next one</item>
/// </list>
/// </summary>
internal sealed class StoredSecrets
{
    private readonly List<string> _missing = [];

    private StoredSecrets()
    {
    }

    /// <param name="content">The written content as JSON.</param>
    /// <param name="stored">The stored content; null for none.</param>
    /// <param name="missing">The paths of masked values that have no stored one, such as <c>options.clientSecret</c>.</param>
    /// <returns>The content with the secrets.</returns>
    public static string Restore(string content, string? stored, out IReadOnlyList<string> missing)
    {
        missing = [];
        if (!content.Contains(MaskedJson.Mask, StringComparison.Ordinal))
            return content;

        var restoring = new StoredSecrets();
        var node = JsonNode.Parse(content);
        var restored = restoring.Restore("", node, stored is null ? null : JsonNode.Parse(stored), isSecret: false);
        missing = restoring._missing;
        return restored?.ToJsonString(MaskedJson.Options) ?? "null";
    }

    private JsonNode? Restore(string path, JsonNode? node, JsonNode? stored, bool isSecret) => node switch
    {
        JsonObject members => Members(path, members, stored as JsonObject, isSecret),
        JsonArray items => Items(path, items, stored as JsonArray, isSecret),
        JsonValue value => Value(path, value, stored as JsonValue, isSecret),
        _ => null,
    };

    private JsonObject Members(string path, JsonObject members, JsonObject? stored, bool isSecret)
    {
        var ofHeader = MaskedJson.IsOfHeader(members);
        var restored = new JsonObject();
        foreach (var (key, value) in members)
        {
            var before = stored?.FirstOrDefault(member => member.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
            restored.Add(key, Restore(
                path.Length == 0 ? key : $"{path}.{key}", value, before,
                MaskedJson.IsSecretMember(key, value, isSecret, ofHeader) || SecretPlaces.Has(members, key)));
        }

        return restored;
    }

    private JsonArray Items(string path, JsonArray items, JsonArray? stored, bool isSecret)
    {
        var places = new StoredItems(items, stored ?? [], isSecret);
        var restored = new JsonArray();
        for (var i = 0; i < items.Count; i++)
            restored.Add(Restore($"{path}[{i}]", items[i], places.Find(i), isSecret));
        return restored;
    }

    private JsonNode Value(string path, JsonValue value, JsonValue? stored, bool isSecret)
    {
        if (!value.TryGetValue<string>(out var text) || !IsMasked(text, isSecret))
            return value.DeepClone();

        // The password in a URL stays with its host and user.
        if (stored is not null && MaskedJson.Masked(stored, isSecret) is JsonValue mask && JsonNode.DeepEquals(mask, value))
            return stored.DeepClone();

        _missing.Add(path);
        return value.DeepClone();
    }

    private static bool IsMasked(string text, bool isSecret)
        => isSecret ? text == MaskedJson.Mask : MaskedJson.HasMaskedPassword(text);
}
