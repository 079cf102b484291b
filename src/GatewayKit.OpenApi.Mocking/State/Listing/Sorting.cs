using System.Text.Json;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Storing;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>Sorts a list by the client's parameters: <c>name</c>, <c>-name</c> or <c>name:desc</c>, several separated by commas, or with
/// the direction in a separate parameter. The default is the order of creation.</summary>
internal sealed class Sorting
{
    private static readonly string[] s_keys = ["sort", "sortby", "orderby", "sortfield", "sortkey"];
    private static readonly string[] s_directions =
        ["order", "direction", "sortorder", "sortdir", "sortdirection", "orderdirection", "dir"];
    private readonly string? _key;
    private readonly string? _direction;
    private readonly Dictionary<string, string> _properties;
    private readonly Dictionary<string, string> _defaults;

    public Sorting(IEnumerable<OpenApiParameter> parameters, SchemaSurface item)
    {
        var free = parameters.Where(parameter => Filter.Of(parameter, item) is null).ToList();
        _key = free.FirstOrDefault(parameter => s_keys.Contains(PlainName.Of(parameter.Name)))?.Name;
        _direction = free.FirstOrDefault(parameter => s_directions.Contains(PlainName.Of(parameter.Name)))?.Name;
        _properties = item.Properties.Keys
            .Where(name => !item.Property(name).IsWriteOnly)
            .GroupBy(PlainName.Of, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        _defaults = free
            .Select(parameter => (parameter.Name, Default: parameter.Schema?.Surface.Keyword("default")))
            .Where(parameter => parameter.Default is { ValueKind: JsonValueKind.String })
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Default!.Value.GetString()!, StringComparer.Ordinal);
    }

    public List<StoredItem> Sort(IEnumerable<StoredItem> items, StateRequest request)
    {
        var descending = Text(request, _direction) is { } direction && IsDescending(direction);
        var keys = (Text(request, _key) ?? (Text(request, _direction) is { } only && Property(only) is not null ? only : "")).Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IOrderedEnumerable<StoredItem>? sorted = null;
        foreach (var key in keys.Take(8))
        {
            if (Property(key) is not { } property)
                continue;
            var comparer = Comparer<JsonElement?>.Create(descending != IsDescending(key) ? (x, y) => -Compare(x, y) : Compare);
            sorted = sorted is null ? items.OrderBy(Value, comparer) : sorted.ThenBy(Value, comparer);

            JsonElement? Value(StoredItem item)
                => item.Value.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        return [.. sorted ?? (descending ? items.OrderByDescending(item => item.Sequence) : items.OrderBy(item => item.Sequence))];
    }

    private string? Property(string key)
    {
        var plain = PlainName.Of(key.Split(':', ' ')[0]);
        return _properties.GetValueOrDefault(plain) ?? _properties.GetValueOrDefault(plain + "at");
    }

    private string? Text(StateRequest request, string? parameter)
    {
        if (parameter is null)
            return null;
        if (!request.QueryParameters.TryGetValue(parameter, out var value))
            return _defaults.GetValueOrDefault(parameter);
        return value.ValueKind == JsonValueKind.Array ? string.Join(',', value.EnumerateArray().Select(ItemKey.Of)) : ItemKey.Of(value);
    }

    private static bool IsDescending(string text)
        => text.StartsWith('-')
            || text.EndsWith(":desc", StringComparison.OrdinalIgnoreCase)
            || text.EndsWith(" desc", StringComparison.OrdinalIgnoreCase)
            || text.Equals("desc", StringComparison.OrdinalIgnoreCase)
            || text.Equals("descending", StringComparison.OrdinalIgnoreCase);

    /// <summary>Compares numbers by value and strings by code unit; missing values come first.</summary>
    private static int Compare(JsonElement? x, JsonElement? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        ({ ValueKind: JsonValueKind.Number } first, { ValueKind: JsonValueKind.Number } second)
            => JsonNumber.Parse(first).CompareTo(JsonNumber.Parse(second)),
        ({ ValueKind: JsonValueKind.String } first, { ValueKind: JsonValueKind.String } second)
            => string.CompareOrdinal(first.GetString(), second.GetString()),
        ({ } first, { } second) => first.ValueKind.CompareTo(second.ValueKind),
    };
}
