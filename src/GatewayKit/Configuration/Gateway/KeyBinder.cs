using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds a GatewayKit key in a mapping that also has the keys of a YARP record.</summary>
internal static class KeyBinder
{
    /// <returns>The value; the default if the key is absent or invalid.</returns>
    public static T? Bind<T>(ConfigMapping mapping, string key, BindingPoint at)
        => mapping.Find(key) is { } node and not ConfigNull && NodeBinder.Bind(typeof(T), node, at.Key(key, node)) is T value
            ? value
            : default;
}
