using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds one key of the document whose value messages name separately: <c>shutdown: drainDelay is ...</c></summary>
internal static class SectionBinder
{
    /// <returns>The value; the default if the key is absent or invalid.</returns>
    public static T? Bind<T>(ConfigMapping parent, string key, BindingPoint at)
        => parent.Find(key) is { } node and not ConfigNull && NodeBinder.Bind(typeof(T), node, At(at, key, node)) is T value
            ? value
            : default;

    /// <summary>Returns the position of a piece that messages name separately.</summary>
    public static BindingPoint At(BindingPoint parent, string key, ConfigNode node)
        => new(parent.Errors, parent.Piece.Key(key), "", node.Location);
}
