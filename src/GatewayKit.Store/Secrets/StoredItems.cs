using System.Text.Json.Nodes;

namespace GatewayKit.Store.Secrets;

/// <summary>Finds the stored item of a list that a written item with masked secrets stands for, see <see cref="StoredSecrets"/>.</summary>
internal sealed class StoredItems
{
    private readonly JsonArray _items;
    private readonly JsonArray _stored;
    private readonly JsonNode?[] _masked;
    private readonly (string? Name, string? Id)[] _names;
    private readonly (string? Name, string? Id)[] _storedNames;
    private readonly bool _areInPlace;

    /// <param name="items">The written items.</param>
    /// <param name="stored">The stored items.</param>
    /// <param name="isSecret">Whether the list is part of a secret.</param>
    public StoredItems(JsonArray items, JsonArray stored, bool isSecret)
    {
        (_items, _stored) = (items, stored);
        _masked = [.. stored.Select(item => MaskedJson.Masked(item, isSecret))];
        _names = [.. items.Select(NameOf)];
        _storedNames = [.. _masked.Select(NameOf)];
        int[] changed = [.. Enumerable.Range(0, stored.Count).Where(i => i >= items.Count || !JsonNode.DeepEquals(items[i], _masked[i]))];
        _areInPlace = changed is [] || (changed is [var only] && only < items.Count && HaveSameMasks(items[only], _masked[only]));
    }

    /// <returns>The stored item; null if there is none, or several are possible.</returns>
    public JsonNode? Find(int index)
    {
        if (_names[index] is not (null, null) and var name && Array.FindAll(_names, other => other == name).Length == 1)
        {
            var same = Array.FindAll(_storedNames, other => other == name).Length;
            if (same <= 1)
                return same == 0 ? null : _stored[Array.IndexOf(_storedNames, name)];
        }

        var item = _items[index];
        var equal = Array.FindAll(_masked, other => JsonNode.DeepEquals(other, item));
        if (equal.Length == 1 && _items.Count(other => JsonNode.DeepEquals(other, item)) == 1)
            return _stored[Array.IndexOf(_masked, equal[0])];
        return _areInPlace && index < _stored.Count ? _stored[index] : null;
    }

    private static bool HaveSameMasks(JsonNode? one, JsonNode? other)
        => MasksOf("", one).Order(StringComparer.Ordinal).SequenceEqual(MasksOf("", other).Order(StringComparer.Ordinal));

    private static IEnumerable<string> MasksOf(string path, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => MasksOf($"{path}.{member.Key.ToUpperInvariant()}", member.Value)),
        JsonArray items => items.SelectMany((item, i) => MasksOf($"{path}[{i}]", item)),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Contains(MaskedJson.Mask, StringComparison.Ordinal) => [path],
        _ => [],
    };

    private static (string? Name, string? Id) NameOf(JsonNode? item)
        => item is JsonObject members ? (TextOf(members, "name"), TextOf(members, "id")) : (null, null);

    private static string? TextOf(JsonObject members, string key)
        => members.FirstOrDefault(member => member.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value is JsonValue value
            && value.TryGetValue<string>(out var text) && text != MaskedJson.Mask ? text.ToUpperInvariant() : null;
}
