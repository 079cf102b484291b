using System.Globalization;
using Fluid.Values;

namespace GatewayKit.Transforms;

/// <summary>Converts the value of an output of a template to JSON.</summary>
internal static class TemplateJson
{
    /// <summary>Returns a copy of the value with its type; a missing one is <c>null</c>.</summary>
    public static JsonTree Of(FluidValue value) => value switch
    {
        JsonFluidValue json => json.Tree.Copy(),
        NumberValue number => JsonTree.Number(number.ToNumberValue().ToString(CultureInfo.InvariantCulture)),
        BooleanValue flag => JsonTree.Boolean(flag.ToBooleanValue()),
        ArrayValue array => ArrayOf(array),
        { Type: FluidValues.Nil } => JsonTree.Null(),
        _ => JsonTree.String(value.ToStringValue()),
    };

    private static JsonTree ArrayOf(ArrayValue array)
    {
        var tree = JsonTree.Array();
        foreach (var item in array.Values)
            tree.Items!.Add(Of(item));
        return tree;
    }
}
