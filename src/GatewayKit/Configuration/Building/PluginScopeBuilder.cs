using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Building;

/// <summary>A scope of a fluent configuration that can have plugins: the gateway, a route, a cluster, a group or a consumer.</summary>
/// <typeparam name="TSelf">The builder itself.</typeparam>
public abstract class PluginScopeBuilder<TSelf>
    where TSelf : PluginScopeBuilder<TSelf>
{
    private readonly ImmutableArray<PluginEntry>.Builder _plugins = ImmutableArray.CreateBuilder<PluginEntry>();

    private protected PluginScopeBuilder()
    {
    }

    private protected ImmutableArray<PluginEntry> Plugins => _plugins.ToImmutable();

    /// <summary>Adds a plugin. Plugins of one stage run in the order in which they are added.</summary>
    /// <param name="name">The plugin's name, such as <c>rate-limit</c>.</param>
    /// <param name="options">
    /// The plugin's options record, or an object with the same keys as in a file, such as <c>new { limit = 100, window = "1m" }</c>.
    /// Default: none.
    /// </param>
    /// <param name="configure">Sets the other keys of the entry, such as <c>entry => entry with { Id = "strict" }</c>.
    /// Default: none.</param>
    /// <returns>This builder.</returns>
    public TSelf AddPlugin(string name, object? options = null, Func<PluginEntry, PluginEntry>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var entry = new PluginEntry { Name = name, Options = options is null ? null : ConfigNode.FromValue(options) };
        _plugins.Add(configure is null ? entry : configure(entry));
        return (TSelf)this;
    }
}
