using System.Collections.Frozen;

namespace GatewayKit.Plugins;

/// <summary>The plugins that a configuration can use, and the errors of assemblies that can't be used.</summary>
public sealed class PluginCatalog
{
    private readonly FrozenDictionary<string, PluginType> _byName;
    private readonly FrozenDictionary<string, PluginType> _byCredential;
    private readonly FrozenDictionary<string, PluginModule> _deferredByName;
    private readonly FrozenDictionary<string, PluginModule> _deferredByCredential;
    private readonly PluginType[] _plugins;
    private readonly PluginModule[] _deferred;
    private readonly IReadOnlyList<PluginLoadError> _errors;

    private PluginCatalog(
        IReadOnlyList<PluginModule> modules, Dictionary<string, PluginType> byName, Dictionary<string, PluginModule> deferredByName,
        IReadOnlyList<PluginLoadError> errors)
    {
        Modules = modules;
        _errors = errors;
        _plugins = [.. Sorted(byName.Values)];
        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _byCredential = _plugins.Where(p => p.CredentialName is not null)
            .GroupBy(p => p.CredentialName!, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        _deferred = [.. modules.Where(module => module.IsDeferred)];
        _deferredByName = deferredByName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _deferredByCredential = _deferred.SelectMany(module => module.CredentialNames, (module, name) => (module, name))
            .GroupBy(pair => pair.name, pair => pair.module, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>An empty catalog.</summary>
    internal static PluginCatalog Empty { get; } = Create([], []);

    /// <summary>The assemblies.</summary>
    public IReadOnlyList<PluginModule> Modules { get; }

    /// <summary>The plugins, sorted by name. Assemblies that are loaded when they are first used are loaded now.</summary>
    public IReadOnlyList<PluginType> Plugins => With(module => module.Plugins);

    /// <summary>The errors of assemblies that can't be used.</summary>
    public IReadOnlyList<PluginLoadError> Errors
        => Array.Exists(_deferred, module => module.LoadErrors.Count > 0)
            ? [.. _errors, .. _deferred.SelectMany(module => module.LoadErrors)]
            : _errors;

    /// <summary>The plugins of the loaded assemblies, sorted by name.</summary>
    internal IReadOnlyList<PluginType> LoadedPlugins => With(module => module.LoadedPlugins);

    /// <summary>The names of all plugins, sorted. Doesn't load an assembly.</summary>
    internal IEnumerable<string> PluginNames
        => _plugins.Select(plugin => plugin.Name)
            .Concat(_deferredByName.Where(d => d.Value.LoadErrors.Count == 0).Select(d => d.Key))
            .Order(StringComparer.Ordinal);

    /// <summary>The credential types of all plugins. Doesn't load an assembly.</summary>
    internal IEnumerable<string> CredentialNames
        => _plugins.Select(plugin => plugin.CredentialName).OfType<string>()
            .Concat(_deferred.Where(module => module.LoadErrors.Count == 0).SelectMany(module => module.CredentialNames));

    /// <summary>Finds a plugin, and loads its assembly if it is loaded when it is first used.</summary>
    /// <param name="name">Its name in the configuration.</param>
    /// <returns>The plugin, or null.</returns>
    public PluginType? Find(string name)
        => _byName.GetValueOrDefault(name)
            ?? _deferredByName.GetValueOrDefault(name)?.Plugins.FirstOrDefault(plugin => IsSame(plugin.Name, name));

    /// <summary>Finds the plugin that reads a credential type, and loads its assembly if it is loaded when it is first used.</summary>
    /// <param name="credentialName">The credential type's name.</param>
    /// <returns>The plugin, or null.</returns>
    public PluginType? FindByCredential(string credentialName)
        => _byCredential.GetValueOrDefault(credentialName)
            ?? _deferredByCredential.GetValueOrDefault(credentialName)?.Plugins
                .FirstOrDefault(plugin => plugin.CredentialName is { } name && IsSame(name, credentialName));

    /// <summary>Finds a plugin of a loaded assembly.</summary>
    internal PluginType? FindLoaded(string name)
        => _byName.GetValueOrDefault(name)
            ?? _deferredByName.GetValueOrDefault(name)?.LoadedPlugins.FirstOrDefault(plugin => IsSame(plugin.Name, name));

    /// <summary>Returns whether an assembly declares a plugin. Doesn't load the assembly.</summary>
    internal bool Declares(string name) => _byName.ContainsKey(name) || _deferredByName.ContainsKey(name);

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
        var owners = new Dictionary<string, PluginModule>(StringComparer.OrdinalIgnoreCase);
        var byName = new Dictionary<string, PluginType>(StringComparer.OrdinalIgnoreCase);
        var deferredByName = new Dictionary<string, PluginModule>(StringComparer.OrdinalIgnoreCase);
        foreach (var module in modules)
        {
            foreach (var name in module.PluginNames)
            {
                if (!owners.TryAdd(name, module))
                    all.Add(new PluginLoadError(module.Name, $"its plugin '{name}' is already provided by "
                        + $"'{owners[name].Name}'; only one assembly can provide a name."));
                else if (module.IsDeferred)
                    deferredByName.Add(name, module);
                else
                    byName.Add(name, module.Plugins.First(plugin => IsSame(plugin.Name, name)));
            }
        }

        return new PluginCatalog(modules, byName, deferredByName, all);
    }

    private static bool IsSame(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<PluginType> Sorted(IEnumerable<PluginType> plugins) => plugins.OrderBy(p => p.Name, StringComparer.Ordinal);

    /// <summary>Returns the plugins, together with those of deferred modules that these provide.</summary>
    private PluginType[] With(Func<PluginModule, IReadOnlyList<PluginType>> select)
        => _deferred.Length == 0 ? _plugins
            : [.. Sorted([.. _plugins, .. _deferred.SelectMany(module => select(module)
                .Where(plugin => _deferredByName.GetValueOrDefault(plugin.Name) == module))])];
}
