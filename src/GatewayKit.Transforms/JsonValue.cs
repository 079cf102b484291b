using System.Text.Json;
using Fluid;
using Fluid.Values;

namespace GatewayKit.Transforms;

/// <summary>An object, an array or a number of JSON as a value of templates. A number keeps its text.</summary>
internal sealed class JsonValue : FluidValue
{
    private JsonValue(JsonElement element) => Element = element;

    /// <summary>Gets the value.</summary>
    public JsonElement Element { get; }

    /// <inheritdoc />
    public override FluidValues Type => Element.ValueKind switch
    {
        JsonValueKind.Array => FluidValues.Array,
        JsonValueKind.Number => FluidValues.Number,
        _ => FluidValues.Object,
    };

    /// <summary>Returns the value of templates for one of JSON.</summary>
    public static FluidValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => new StringValue(element.GetString()!),
        JsonValueKind.True => BooleanValue.True,
        JsonValueKind.False => BooleanValue.False,
        JsonValueKind.Null or JsonValueKind.Undefined => NilValue.Instance,
        _ => new JsonValue(element),
    };

    /// <inheritdoc />
    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context)
        => new(Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var member) ? Of(member) : NilValue.Instance);

    /// <inheritdoc />
    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context)
    {
        if (Element.ValueKind != JsonValueKind.Array)
            return GetValueAsync(index.ToStringValue(), context);

        var position = index.ToNumberValue();
        return new(position >= 0 && position < Element.GetArrayLength() ? Of(Element[(int)position]) : NilValue.Instance);
    }

    /// <inheritdoc />
    public override bool Equals(FluidValue other) => other is JsonValue json && JsonElement.DeepEquals(Element, json.Element);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is FluidValue other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Element.GetRawText().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool ToBooleanValue() => true;

    /// <inheritdoc />
    public override decimal ToNumberValue()
        => Element.ValueKind == JsonValueKind.Number && Element.TryGetDecimal(out var number) ? number : 0;

    /// <summary>Returns the text of a number; objects and arrays have none in texts.</summary>
    public override string ToStringValue() => Element.ValueKind == JsonValueKind.Number ? Element.GetRawText() : "";

    /// <inheritdoc />
    public override object ToObjectValue() => this;
}
