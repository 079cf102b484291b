using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Storing;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>A parameter that selects items whose property equals its value, or one of its values. A property that is an array matches if
/// one of its items does.</summary>
internal sealed class Filter
{
    private static readonly string[] s_all = ["all", "any", "*"];
    private readonly string _parameter;
    private readonly string _property;
    private readonly CompiledSchema? _values;
    private readonly JsonElement? _default;

    private Filter(string parameter, string property, OpenApiSchema values, JsonElement? fallback)
        => (_parameter, _property, _values, _default) = (parameter, property, values.Compile(SchemaDirection.Response).Schema, fallback);

    /// <summary>Creates the filter of a parameter; <c>null</c> if the parameter isn't a filter.</summary>
    public static Filter? Of(OpenApiParameter parameter, SchemaSurface item)
    {
        var plain = PlainName.Of(parameter.Name);
        if (plain.Length == 0
            || item.Properties.FirstOrDefault(property => PlainName.Of(property.Key) == plain) is not
            {
                Key: { } name,
                Value: { } property
            }
            || property.IsWriteOnly)
            return null;
        var values = property.HasItems ? property.Items : property;
        return !values.IsObject && !values.HasItems
            ? new Filter(parameter.Name, name, values.Schema, parameter.Schema?.Surface.Keyword("default"))
            : null;
    }

    /// <summary>Whether an item matches.</summary>
    public bool Keeps(JsonElement item, StateRequest request)
    {
        var wanted = request.QueryParameters.TryGetValue(_parameter, out var given) ? given : _default;
        if (wanted is not { } value
            || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
            || value.ValueKind is JsonValueKind.Object or JsonValueKind.Null)
            return true;
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Any(one => Matches(item, one)) : Matches(item, value);
    }

    private bool Matches(JsonElement item, JsonElement wanted)
    {
        if (ItemKey.Text(wanted) is not { } key)
            return false;
        // For example state=all, if all isn't a valid state.
        if (s_all.Contains(key) && (_values is null || !_values.IsValid(wanted) || !item.TryGetProperty(_property, out _)))
            return true;
        if (!item.TryGetProperty(_property, out var value))
            return false;
        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Any(one => ItemKey.Text(one) == key)
            : ItemKey.Text(value) == key;
    }
}
