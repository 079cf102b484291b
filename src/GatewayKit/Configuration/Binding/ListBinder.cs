using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>Binds a list, item by item.</summary>
internal static class ListBinder
{
    public static object? Bind(Shape shape, ConfigNode node, BindingPoint at)
    {
        var items = node switch
        {
            ConfigSequence sequence => sequence.Items,
            ConfigScalar { IsEmptySetting: true } => [],
            _ => null,
        };

        if (items is null)
        {
            at.RefuseKind(node, "must be a list");
            return null;
        }

        var list = ListBuilder.Of(shape.Element!, items.Count);
        var isBound = true;
        for (var i = 0; i < items.Count; i++)
        {
            // IConfiguration represents an empty mapping in a list as null.
            var item = items[i] is ConfigNull && Shape.Of(shape.Element!).Kind == ShapeKind.Record
                ? new ConfigMapping(items[i].Location)
                : items[i];
            if (NodeBinder.Bind(shape.Element!, item, at.Item(i, item)) is { } value)
                list.Add(value);
            else
                isBound = false;
        }

        return isBound ? list.Build(shape.Type) : null;
    }
}
