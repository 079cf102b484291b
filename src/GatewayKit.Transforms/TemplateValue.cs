using System.Text.Json;
using Fluid.Values;

namespace GatewayKit.Transforms;

/// <summary>A value that a plugin supplies to templates, or that a template has.</summary>
internal sealed class TemplateValue
{
    internal TemplateValue(FluidValue value) => Value = value;

    /// <summary>Gets the value of a missing one: <c>null</c> in JSON.</summary>
    public static TemplateValue Missing { get; } = new(NilValue.Instance);

    /// <summary>Gets the values of a list of JSON, or of texts; null if it isn't a list.</summary>
    public IReadOnlyList<TemplateValue>? Items => Value switch
    {
        JsonValue { Element: { ValueKind: JsonValueKind.Array } array } => [.. array.EnumerateArray().Select(Of)],
        JsonFluidValue { Tree.Items: { } items } => [.. items.Select(item => new TemplateValue(JsonFluidValue.Of(item)))],
        ArrayValue array => [.. array.Values.Select(item => new TemplateValue(item))],
        _ => null,
    };

    /// <summary>Gets the value of the library.</summary>
    internal FluidValue Value { get; }

    /// <summary>Returns a value of JSON.</summary>
    public static TemplateValue Of(JsonElement element) => new(JsonValue.Of(element));

    /// <summary>Returns a text.</summary>
    public static TemplateValue Of(string text) => new(new StringValue(text));

    /// <summary>Returns a number.</summary>
    public static TemplateValue Of(int number) => new(NumberValue.Create(number));

    /// <summary>Returns a truth value.</summary>
    public static TemplateValue Of(bool flag) => new(BooleanValue.Create(flag));

    /// <summary>Returns a list.</summary>
    public static TemplateValue Of(IEnumerable<TemplateValue> items) => new(new ArrayValue([.. items.Select(item => item.Value)]));

    /// <summary>Returns values by name, with the comparison of the names.</summary>
    public static TemplateValue Of(Dictionary<string, TemplateValue> members)
    {
        var values = members.ToDictionary(member => member.Key, member => member.Value.Value, members.Comparer);
        return new(new DictionaryValue(new FluidValueDictionaryFluidIndexable(values)));
    }

    /// <summary>Writes the value as JSON.</summary>
    public void WriteTo(Utf8JsonWriter json) => Write(json, Value);

    private static void Write(Utf8JsonWriter json, FluidValue value)
    {
        switch (value)
        {
            case JsonValue { Element: var element }:
                element.WriteTo(json);
                break;
            case JsonFluidValue { Tree: var tree }:
                // It isn't longer than the text that it was parsed from, which is limited.
                json.WriteRawValue(JsonTreeText.Write(tree, int.MaxValue).Span);
                break;
            case NilValue:
                json.WriteNullValue();
                break;
            case BooleanValue:
                json.WriteBooleanValue(value.ToBooleanValue());
                break;
            case NumberValue:
                json.WriteNumberValue(value.ToNumberValue());
                break;
            case ArrayValue array:
                json.WriteStartArray();
                foreach (var item in array.Values)
                    Write(json, item);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(value.ToStringValue());
                break;
        }
    }
}
