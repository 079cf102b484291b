using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Masking;

/// <summary>
/// Replaces the masked secrets of a written content by the stored ones at the same places:
/// <list type="number">
/// <item>a member of an object is at the place of the stored member with the same name</item>
/// <item>an item of a list with a <c>name</c> or an <c>id</c> is at the place of the only stored item with the same ones</item>
/// <item>another item is at the place of the only stored item that looks the same</item>
/// <item>otherwise, it is at the place of the stored item with the same index if only this item has changed, none was added or removed, and
/// no other written item is at that place. An item must not get the secret of another one</item>
/// </list>
/// A text <c>***</c> is an error if the stored value isn't masked, or the written one wouldn't be.
/// </summary>
internal sealed class StoredSecrets
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _missing = [];
    private readonly List<string> _marked = [];

    private StoredSecrets()
    {
    }

    /// <param name="content">The written content as JSON.</param>
    /// <param name="stored">The stored content; null for none.</param>
    /// <param name="plugins">Finds the records of plugins.</param>
    /// <param name="secrets">The JSON Pointers of values that the writer marks as secret.</param>
    /// <param name="storedSecrets">Those of the stored content.</param>
    public static RestoredContent Restore(
        string content, string? stored, PluginRecords? plugins, IReadOnlyCollection<string>? secrets = null,
        IReadOnlyCollection<string>? storedSecrets = null)
    {
        if (!content.Contains(ConfigSecrets.Mask, StringComparison.Ordinal))
            return new RestoredContent(content, [], []);

        var restoring = new StoredSecrets();
        var (node, before) = (JsonNode.Parse(content), stored is null ? null : JsonNode.Parse(stored));
        var restored = restoring.Restore(
            "", node, before, new SecretContext(plugins, Marks: SecretMarks.Of(node, secrets)),
            new SecretContext(plugins, Marks: SecretMarks.Of(before, storedSecrets)));
        return new RestoredContent(restored?.ToJsonString(s_json) ?? "null", restoring._marked, restoring._missing);
    }

    private JsonNode? Restore(string path, JsonNode? node, JsonNode? stored, SecretContext now, SecretContext before) => node switch
    {
        JsonObject members => Members(path, members, stored as JsonObject, now.At(node), before.At(stored)),
        JsonArray items => Items(path, items, stored as JsonArray, now.At(node), before.At(stored)),
        JsonValue value => Value(path, value, stored as JsonValue, now.At(node), before.At(stored)),
        _ => null,
    };

    private JsonObject Members(string path, JsonObject members, JsonObject? stored, SecretContext now, SecretContext before)
    {
        var secrets = new MemberSecrets(members, now);
        var storedSecrets = stored is null ? default : new MemberSecrets(stored, before);
        var byKey = new Dictionary<string, KeyValuePair<string, JsonNode?>>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in stored ?? [])
            byKey.TryAdd(member.Key, member);

        var restored = new JsonObject();
        foreach (var (key, value) in members)
        {
            var isStored = byKey.TryGetValue(key, out var member);
            restored.Add(key, Restore(
                path.Length == 0 ? key : $"{path}.{key}", value, member.Value,
                secrets.Of(key, value), isStored ? storedSecrets.Of(member.Key, member.Value) : default));
        }

        return restored;
    }

    private JsonArray Items(string path, JsonArray items, JsonArray? stored, SecretContext now, SecretContext before)
    {
        var places = new StoredItems(items, stored ?? [], before.Item);
        var restored = new JsonArray();
        for (var i = 0; i < items.Count; i++)
            restored.Add(Restore($"{path}[{i}]", items[i], places.Find(i), now.Item, before.Item));
        return restored;
    }

    private JsonNode Value(string path, JsonValue value, JsonValue? stored, SecretContext now, SecretContext before)
    {
        if (!value.TryGetValue<string>(out var text) || (text != ConfigSecrets.Mask && (now.HidesValue || !MaskedText.HasMask(text))))
            return value.DeepClone();

        if (stored is not null && before.IsMarked && text == ConfigSecrets.Mask)
        {
            _marked.Add(SecretMarks.PointerOf(value));
            return stored.DeepClone();
        }

        // A secret must not move to a place where it is shown. The password in a URL stays with its host and user.
        if (stored is not null && now.HidesValue == before.HidesValue
            && JsonNode.DeepEquals(MaskedNode.Of(stored, now), value))
            return stored.DeepClone();

        _missing.Add(path);
        return value.DeepClone();
    }
}
