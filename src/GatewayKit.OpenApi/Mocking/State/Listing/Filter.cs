using System.Text.Json;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Storing;
using GatewayKit.OpenApi.Schemas;

namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>A parameter that keeps the items whose property has its value, or one of its values; a property that is an array has it where
/// one of its items is the value.</summary>
internal sealed class Filter
{
    private static readonly string[] All = ["all", "any", "*"];
    private readonly string _parameter;
    private readonly string _property;
    private readonly JsonSchema? _values;
    private readonly JsonElement? _default;

    private Filter(string parameter, string property, OpenApiSchema values, JsonElement? fallback)
        => (_parameter, _property, _values, _default) = (parameter, property, values.Compile(SchemaDirection.Response).Schema, fallback);

    /// <summary>The filter that a parameter is; null if it is none.</summary>
    public static Filter? Of(OpenApiParameter parameter, ObjectShape item)
    {
        var plain = SchemaWords.Plain(parameter.Name);
        if (plain.Length == 0 || item.Properties.FirstOrDefault(property => SchemaWords.Plain(property.Key) == plain) is not { Key: { } name, Value: { } schema } || item.IsWriteOnly(name))
            return null;
        var values = SchemaWords.Items(schema) ?? schema;
        return ObjectShape.Of(values) is null && SchemaWords.Items(values) is null ? new Filter(parameter.Name, name, values, parameter.Schema is null ? null : SchemaWords.Default(parameter.Schema)) : null;
    }

    /// <summary>Whether an item stays.</summary>
    public bool Keeps(JsonElement item, StateRequest request)
    {
        var wanted = request.QueryParameters.TryGetValue(_parameter, out var given) ? given : _default;
        if (wanted is not { } value || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0) || value.ValueKind is JsonValueKind.Object or JsonValueKind.Null)
            return true;
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Any(one => Matches(item, one)) : Matches(item, value);
    }

    private bool Matches(JsonElement item, JsonElement wanted)
    {
        if (ItemKey.Text(wanted) is not { } key)
            return false;
        // Such as state=all, where all is no state.
        if (All.Contains(key) && (_values is null || !_values.IsValid(wanted) || !item.TryGetProperty(_property, out _)))
            return true;
        if (!item.TryGetProperty(_property, out var value))
            return false;
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Any(one => ItemKey.Text(one) == key) : ItemKey.Text(value) == key;
    }
}
