using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>Binds a mapping from names to values. Names are found in any case.</summary>
internal static class DictionaryBinder
{
    public static object? Bind(Shape shape, ConfigNode node, BindingPoint at)
    {
        if (ConfigMapping.From(node) is not { } mapping)
        {
            at.RefuseKind(node, "must be a mapping");
            return null;
        }

        var dictionary = DictionaryBuilder.Of(shape.Element!);
        var isBound = true;
        foreach (var (key, entry) in mapping.Entries)
        {
            var value = entry;
            if (entry is ConfigNull)
            {
                // Null is the same as absent, but it is a value of a type that has any value, and a name without a value is an entry
                // whose record has only defaults.
                var kind = Shape.Of(shape.Element!).Kind;
                if (kind == ShapeKind.Any)
                    dictionary.Add(key, null);
                if (kind != ShapeKind.Record)
                    continue;
                value = new ConfigMapping(entry.Location);
            }

            // In a secret the names may be secret as well.
            if (NodeBinder.Bind(shape.Element!, value, at.Key(at.IsSecret ? DisplayText.Secret : key, entry)) is { } bound)
                dictionary.Add(key, bound);
            else
                isBound = false;
        }

        return isBound ? dictionary.Build(shape.Type) : null;
    }
}
