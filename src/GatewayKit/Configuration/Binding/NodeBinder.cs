using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Configuration.Binding;

/// <summary>Binds a node strictly to a type. Doesn't throw: a value that doesn't fit becomes an error.</summary>
internal static class NodeBinder
{
    /// <summary>Binds a node that is not null.</summary>
    /// <param name="type">The type of the result.</param>
    /// <param name="node">The node.</param>
    /// <param name="at">The node's position.</param>
    /// <returns>The value, or null after an error.</returns>
    public static object? Bind(Type type, ConfigNode node, BindingPoint at)
    {
        if (node is ConfigScalar { Style: ScalarStyle.Broken })
            return null;

        if (node is ConfigScalar { IsSecret: true } secret)
            at.Errors.Hide(secret.Text, secret.Written);

        if (at.IsTooDeep)
        {
            at.Add($"{at.Subject} is nested too deeply.");
            return null;
        }

        var shape = Shape.Of(type);
        if (node is ConfigValue made && shape.Kind != ShapeKind.Node)
            return CodeValue.Check(shape, made, at);

        if (node is ConfigScalar { Style: ScalarStyle.Unset } unset && shape.Kind is ShapeKind.Scalar or ShapeKind.Enum)
            return UnsetVariables.Placeholder(shape.Type, unset);

        return shape.Kind switch
        {
            ShapeKind.Any => PlainValue.Of(node),
            ShapeKind.Node => BindNode(shape, node, at),
            ShapeKind.Scalar => ScalarBinder.Bind(ScalarType.Of(shape.Type)!, node, at),
            ShapeKind.Enum => EnumBinder.Bind(shape.Type, node, at),
            ShapeKind.List => ListBinder.Bind(shape, node, at),
            ShapeKind.Dictionary => DictionaryBinder.Bind(shape, node, at),
            ShapeKind.Record => RecordBinder.Bind(shape.Type, node, at),
            _ => Unsupported(shape, at),
        };
    }

    private static ConfigNode? BindNode(Shape shape, ConfigNode node, BindingPoint at)
    {
        if (shape.Type.IsInstanceOfType(node))
            return node;

        at.RefuseKind(node, $"must be a {shape.Type.Name}");
        return null;
    }

    private static object? Unsupported(Shape shape, BindingPoint at)
    {
        at.Add($"{at.Subject} can't be configured: {shape.Type.Name} isn't an options type.");
        return null;
    }
}
