using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds one key of ours beside those of a record of YARP's.</summary>
internal static class KeyBinder
{
    /// <returns>The value; the default if the key is absent or wrong.</returns>
    public static T? Bind<T>(ConfigMapping mapping, string key, BindingPoint at)
        => mapping.Find(key) is { } node and not ConfigNull && NodeBinder.Bind(typeof(T), node, at.Key(key, node)) is T value ? value : default;
}
