using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Configuration.Binding;

/// <summary>Binds text to a member of an enum, and a list of texts to the union of a flags enum.</summary>
internal static class EnumBinder
{
    public static object? Bind(Type type, ConfigNode node, BindingPoint at)
    {
        if (node is ConfigSequence sequence && type.IsDefined(typeof(FlagsAttribute), inherit: false))
            return BindFlags(type, sequence, at);
        if (node is ConfigScalar scalar && EnumNames.TryParse(type, scalar.Text, out var value))
            return value;

        at.RefuseValue(node, at.Allowed ?? Allowed(type));
        return null;
    }

    private static object? BindFlags(Type type, ConfigSequence sequence, BindingPoint at)
    {
        var union = 0L;
        var isBound = true;
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            if (Bind(type, sequence.Items[i], at.Item(i, sequence.Items[i])) is Enum flag)
                union |= Convert.ToInt64(flag, null);
            else
                isBound = false;
        }

        return isBound ? Enum.ToObject(type, union) : null;
    }

    private static string Allowed(Type type) => $"must be one of: {string.Join(", ", EnumNames.Keys(type))}";
}
