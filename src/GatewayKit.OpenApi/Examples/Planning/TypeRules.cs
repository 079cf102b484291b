using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Keywords;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Examples.Planning;

/// <summary>What schemas say about the type of a value, while they are read.</summary>
internal sealed class TypeRules
{
    private const JsonTypes Every = JsonTypes.Array | JsonTypes.Boolean | JsonTypes.Integer | JsonTypes.Null | JsonTypes.Number | JsonTypes.Object | JsonTypes.String;

    private JsonTypes _types = Every;
    private JsonTypes[]? _order;

    public void Add(TypeKeyword keyword, SchemaNode node)
    {
        var types = keyword.Types;
        _types &= types.HasFlag(JsonTypes.Number) ? types | JsonTypes.Integer : types;
        _order ??= node.Source.GetProperty("type") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(name => JsonTypeNames.Parse(name) ?? JsonTypes.None)]
            : [types & ~JsonTypes.Null];
    }

    /// <summary>Takes types away. Without integers there are numbers still; without numbers there are no integers.</summary>
    public void Exclude(JsonTypes types) => _types &= ~(types.HasFlag(JsonTypes.Number) ? types | JsonTypes.Integer : types);

    /// <summary>The types in the order that they are tried in: as written, else as expected; null last.</summary>
    public JsonTypes[] Order(IEnumerable<JsonTypes> expected)
    {
        List<JsonTypes> order = [.. _order ?? expected, JsonTypes.String, JsonTypes.Object, JsonTypes.Array, JsonTypes.Number, JsonTypes.Integer, JsonTypes.Boolean];
        order.RemoveAll(type => type == JsonTypes.None || (_order is not null && type == JsonTypes.Null) || !_types.HasFlag(type));
        if (_types.HasFlag(JsonTypes.Number))
            order.RemoveAll(type => type == JsonTypes.Integer);
        if (_types.HasFlag(JsonTypes.Null))
            order.Add(JsonTypes.Null);
        return [.. order.Distinct()];
    }

    /// <summary>How many of the ordered types, from the first on, are usual.</summary>
    public int Usual(JsonTypes[] types) => Math.Clamp(_order?.Count(types.Contains) ?? 1, 1, Math.Max(1, types.Length));
}
