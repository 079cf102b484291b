using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins;

/// <summary>Plugins that are compiled into the host.</summary>
internal sealed class CompiledPluginSource : IPluginSource
{
    private readonly Dictionary<Assembly, HashSet<Type>> _types = [];
    private IReadOnlyList<PluginModule>? _modules;

    public void Add(Type plugin)
    {
        if (!_types.TryGetValue(plugin.Assembly, out var types))
            _types.Add(plugin.Assembly, types = []);
        types.Add(plugin);
    }

    public void Add(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(t => t.IsDefined(typeof(GatewayPluginAttribute), inherit: false)))
            Add(type);
    }

    public IReadOnlyList<PluginModule> Load(IServiceProvider host, ICollection<PluginLoadError> errors)
        => _modules ??= [.. _types.Select(a => PluginModule.Create(a.Key, [.. a.Value], host, location: null, unload: null))];

    public IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
