using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Keywords;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>Collects the rules of schemas for the type of a value.</summary>
internal sealed class TypeRules
{
    private const JsonTypes Every =
        JsonTypes.Array | JsonTypes.Boolean | JsonTypes.Integer | JsonTypes.Null | JsonTypes.Number | JsonTypes.Object | JsonTypes.String;

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

    /// <summary>Removes types. Removing integers keeps other numbers; removing numbers removes integers too.</summary>
    public void Exclude(JsonTypes types) => _types &= ~(types.HasFlag(JsonTypes.Number) ? types | JsonTypes.Integer : types);

    /// <summary>The types in the order in which they are tried: as written, otherwise as inferred; null is last.</summary>
    public JsonTypes[] Order(IEnumerable<JsonTypes> expected)
    {
        List<JsonTypes> order = [.. _order ?? expected,
            JsonTypes.String, JsonTypes.Object, JsonTypes.Array, JsonTypes.Number, JsonTypes.Integer, JsonTypes.Boolean];
        order.RemoveAll(type => type == JsonTypes.None || (_order is not null && type == JsonTypes.Null) || !_types.HasFlag(type));
        if (_types.HasFlag(JsonTypes.Number))
            order.RemoveAll(type => type == JsonTypes.Integer);
        if (_types.HasFlag(JsonTypes.Null))
            order.Add(JsonTypes.Null);
        return [.. order.Distinct()];
    }

    /// <summary>The number of usual types at the start of the ordered list.</summary>
    public int Usual(JsonTypes[] types) => Math.Clamp(_order?.Count(types.Contains) ?? 1, 1, Math.Max(1, types.Length));
}
