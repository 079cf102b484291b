using System.Collections.Frozen;

namespace GatewayKit.Plugins;

/// <summary>The plugins that a configuration can use, and the errors of assemblies that can't be used.</summary>
public sealed class PluginCatalog
{
    private readonly FrozenDictionary<string, PluginType> _byName;
    private readonly FrozenDictionary<string, PluginType> _byCredential;

    private PluginCatalog(
        IReadOnlyList<PluginModule> modules, IReadOnlyDictionary<string, PluginType> byName, IReadOnlyList<PluginLoadError> errors)
    {
        Modules = modules;
        Errors = errors;
        Plugins = [.. byName.Values.OrderBy(p => p.Name, StringComparer.Ordinal)];
        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _byCredential = Plugins.Where(p => p.CredentialName is not null)
            .GroupBy(p => p.CredentialName!, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>An empty catalog.</summary>
    internal static PluginCatalog Empty { get; } = Create([], []);

    /// <summary>The assemblies.</summary>
    public IReadOnlyList<PluginModule> Modules { get; }

    /// <summary>The plugins, sorted by name.</summary>
    public IReadOnlyList<PluginType> Plugins { get; }

    /// <summary>The errors of assemblies that can't be used.</summary>
    public IReadOnlyList<PluginLoadError> Errors { get; }

    /// <summary>Finds a plugin.</summary>
    /// <param name="name">Its name in the configuration.</param>
    /// <returns>The plugin, or null.</returns>
    public PluginType? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Finds the plugin that reads a credential type.</summary>
    /// <param name="credentialName">The credential type's name.</param>
    /// <returns>The plugin, or null.</returns>
    public PluginType? FindByCredential(string credentialName) => _byCredential.GetValueOrDefault(credentialName);

    /// <summary>Loads every source.</summary>
    /// <param name="sources">The sources; those compiled into the host come first.</param>
    /// <param name="host">The host's services.</param>
    internal static PluginCatalog Load(IEnumerable<IPluginSource> sources, IServiceProvider host)
    {
        var errors = new List<PluginLoadError>();
        return Create([.. sources.SelectMany(source => source.Load(host, errors))], errors);
    }

    /// <summary>Creates a catalog of modules. If two assemblies have a plugin of the same name, the first one provides it,
    /// and the second one is an error.</summary>
    internal static PluginCatalog Create(IReadOnlyList<PluginModule> modules, IEnumerable<PluginLoadError> errors)
    {
        var all = new List<PluginLoadError>(errors);
        var byName = new Dictionary<string, PluginType>(StringComparer.OrdinalIgnoreCase);
        foreach (var module in modules)
        {
            foreach (var plugin in module.Plugins)
            {
                if (!byName.TryAdd(plugin.Name, plugin))
                    all.Add(new PluginLoadError(module.Name, $"its plugin '{plugin.Name}' is already provided by "
                        + $"'{byName[plugin.Name].Module.Name}'; only one assembly can provide a name."));
            }
        }

        return new PluginCatalog(modules, byName, all);
    }
}
