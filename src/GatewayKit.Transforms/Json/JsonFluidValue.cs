using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fluid;
using Fluid.Values;
using GatewayKit.Bodies;

namespace GatewayKit.Transforms;

/// <summary>A number, an object or an array of a JSON body as a value in a template.</summary>
internal sealed class JsonFluidValue : FluidValue
{
    private JsonFluidValue(JsonTree tree) => Tree = tree;

    /// <summary>Gets the value.</summary>
    public JsonTree Tree { get; }

    /// <inheritdoc />
    public override FluidValues Type => Tree.Kind switch
    {
        JsonValueKind.Number => FluidValues.Number,
        JsonValueKind.Array => FluidValues.Array,
        _ => FluidValues.Object,
    };

    /// <summary>Returns the value in a template: a text, a number, a boolean, nothing for <c>null</c>, or a value with members.</summary>
    public static FluidValue Of(JsonTree? tree) => tree?.Kind switch
    {
        null or JsonValueKind.Null => NilValue.Instance,
        JsonValueKind.String => new StringValue(tree.AsString()),
        JsonValueKind.True => BooleanValue.True,
        JsonValueKind.False => BooleanValue.False,
        _ => new JsonFluidValue(tree),
    };

    /// <summary>Returns a member of an object, or <c>size</c>, <c>first</c> and <c>last</c> of an array.</summary>
    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context)
        => new((Tree.Items, name) switch
        {
            ({ } items, "size") => NumberValue.Create(items.Count),
            ({ } items, "first") => Of(items.FirstOrDefault()),
            ({ } items, "last") => Of(items.LastOrDefault()),
            _ => Of(Tree.Find(name)),
        });

    /// <summary>Returns a member of an object, or an item of an array; a negative index counts from its end.</summary>
    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context)
    {
        if (Tree.Items is not { } items || index.Type != FluidValues.Number)
            return new(Of(Tree.Find(index.ToStringValue())));

        var position = index.ToNumberValue() is < 0 and var negative ? negative + items.Count : index.ToNumberValue();
        return new(position >= 0 && position < items.Count ? Of(items[(int)position]) : NilValue.Instance);
    }

    /// <inheritdoc />
    public override bool Equals(FluidValue other) => other is JsonFluidValue { Tree: var tree } && tree == Tree;

    /// <inheritdoc />
    public override bool ToBooleanValue() => true;

    /// <inheritdoc />
    public override decimal ToNumberValue()
        => Tree.Kind == JsonValueKind.Number ? decimal.Parse(Tree.Text.Span, NumberStyles.Float, CultureInfo.InvariantCulture) : 0;

    /// <summary>Returns the JSON text: the digits of a number stay.</summary>
    public override string ToStringValue()
    {
        try
        {
            return Encoding.UTF8.GetString(JsonTreeText.Write(Tree, Template.MaxOutput).Span);
        }
        catch (ConversionException)
        {
            throw new TemplateException("A value is too long for a text.");
        }
    }

    /// <inheritdoc />
    public override object ToObjectValue() => Tree;

    /// <inheritdoc />
    public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo)
        => new(writer.WriteAsync(ToStringValue()));
}
