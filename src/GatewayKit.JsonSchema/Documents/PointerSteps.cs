using System.Collections.Concurrent;
using System.Text.Json;

namespace GatewayKit.JsonSchema.Documents;

/// <summary>Steps through one document. Members of large objects are indexed at the first step; otherwise, one reference per member would
/// take quadratic time. Thread-safe.</summary>
internal sealed class PointerSteps
{
    private const int Large = 64;

    private readonly ConcurrentDictionary<string, Dictionary<string, JsonElement>> _members = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonElement[]> _items = new(StringComparer.Ordinal);

    /// <summary>Returns the value one level below a location.</summary>
    /// <param name="pointer">The location.</param>
    /// <param name="element">The value at the location.</param>
    /// <param name="name">The name of the member or the index of the item, unescaped.</param>
    /// <param name="below">The value below.</param>
    public bool TryStep(string pointer, JsonElement element, string name, out JsonElement below)
    {
        if (element.ValueKind == JsonValueKind.Object && element.GetPropertyCount() > Large)
            return _members.GetOrAdd(pointer, static (_, large) => Table(large), element).TryGetValue(name, out below);
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > Large)
        {
            var items = _items.GetOrAdd(pointer, static (_, large) => [.. large.EnumerateArray()], element);
            var found = JsonPointer.TryIndex(name, items.Length, out var index);
            below = found ? items[index] : default;
            return found;
        }
        return JsonPointer.TryStep(element, name, out below);
    }

    private static Dictionary<string, JsonElement> Table(JsonElement large)
    {
        var table = new Dictionary<string, JsonElement>(large.GetPropertyCount(), StringComparer.Ordinal);
        foreach (var member in large.EnumerateObject())
        {
            if (NameOf(member) is { } name)
                table[name] = member.Value;
        }
        return table;
    }

    /// <summary>Returns the name; <c>null</c> if it isn't valid Unicode, because a reference can't contain it.</summary>
    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
