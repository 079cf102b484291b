using System.Text.Json.Nodes;

namespace GatewayKit.Masking;

/// <summary>Finds the stored item of a list that a written item with masked secrets stands for, see <see cref="StoredSecrets"/>.</summary>
internal sealed class StoredItems
{
    private readonly JsonArray _items;
    private readonly JsonArray _stored;
    private readonly JsonNode?[] _masked;
    private readonly (string? Name, string? Id)[] _names;
    private readonly (string? Name, string? Id)[] _storedNames;
    private readonly int?[] _places;

    /// <param name="items">The written items.</param>
    /// <param name="stored">The stored items.</param>
    /// <param name="context">The context of the stored items.</param>
    public StoredItems(JsonArray items, JsonArray stored, SecretContext context)
    {
        (_items, _stored) = (items, stored);
        _masked = [.. stored.Select(item => MaskedNode.Of(item, context))];
        _names = [.. items.Select(NameOf)];
        _storedNames = [.. _masked.Select(NameOf)];
        _places = [.. Enumerable.Range(0, items.Count).Select(FindPlace)];
        FindChanged();
    }

    /// <returns>The stored item; null if there is none, or several are possible.</returns>
    public JsonNode? Find(int index) => _places[index] is { } place ? _stored[place] : null;

    private int? FindPlace(int index)
    {
        if (IsNamed(index))
            return Array.FindAll(_storedNames, other => other == _names[index]).Length == 1
                ? Array.IndexOf(_storedNames, _names[index]) : FindSame(index);
        return FindSame(index);
    }

    private int? FindSame(int index)
    {
        var item = _items[index];
        var equal = Array.FindAll(_masked, other => JsonNode.DeepEquals(other, item));
        return equal.Length == 1 && _items.Count(other => JsonNode.DeepEquals(other, item)) == 1
            ? Array.IndexOf(_masked, equal[0]) : null;
    }

    /// <summary>Finds the places of items that have the same index as before.</summary>
    private void FindChanged()
    {
        if (_items.Count != _stored.Count)
            return;

        int[] changed = [.. Enumerable.Range(0, _items.Count).Where(i => !JsonNode.DeepEquals(_items[i], _masked[i]))];
        if (changed is not ([] or [_]) || (changed is [var only] && !HaveSameMasks(_items[only], _masked[only])))
            return;

        for (var i = 0; i < _places.Length; i++)
        {
            if (_places[i] is null && !_places.Contains(i) && !(IsNamed(i) && !_storedNames.Contains(_names[i])))
                _places[i] = i;
        }
    }

    private bool IsNamed(int index)
        => _names[index] is not (null, null) and var name && Array.FindAll(_names, other => other == name).Length == 1;

    private static bool HaveSameMasks(JsonNode? one, JsonNode? other)
        => MasksOf("", one).Order(StringComparer.Ordinal).SequenceEqual(MasksOf("", other).Order(StringComparer.Ordinal));

    private static IEnumerable<string> MasksOf(string path, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => MasksOf($"{path}.{member.Key.ToUpperInvariant()}", member.Value)),
        JsonArray items => items.SelectMany((item, i) => MasksOf($"{path}[{i}]", item)),
        JsonValue value when value.TryGetValue<string>(out var text)
            && text.Contains(ConfigSecrets.Mask, StringComparison.Ordinal) => [path],
        _ => [],
    };

    private static (string? Name, string? Id) NameOf(JsonNode? item)
        => item is JsonObject members ? (TextOf(members, "name"), TextOf(members, "id")) : (null, null);

    private static string? TextOf(JsonObject members, string key)
        => SecretPlaces.TextOf(members, key) is { } text and not ConfigSecrets.Mask ? text.ToUpperInvariant() : null;
}
