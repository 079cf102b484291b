using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Configuration.Binding;

/// <summary>Binds text to a scalar.</summary>
internal static class ScalarBinder
{
    public static object? Bind(ScalarType type, ConfigNode node, BindingPoint at)
    {
        if (node is ConfigScalar scalar && type.Read(scalar.Text) is { } value)
            return value;

        at.RefuseValue(node, at.Allowed ?? type.Allowed);
        return null;
    }
}
