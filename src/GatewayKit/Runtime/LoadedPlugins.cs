using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>The plugins that their sources returned last; some may not be accepted yet.</summary>
internal sealed class LoadedPlugins(IEnumerable<IPluginSource> sources, IServiceProvider host, ModuleLifetimes lifetimes, ConfigLog log)
{
    private PluginCatalog _latest = PluginCatalog.Empty;

    public IReadOnlyList<IPluginSource> Sources { get; } = [.. sources];

    public PluginCatalog Latest => _latest;

    /// <summary>Loads every source again and logs the new errors.</summary>
    public async Task<PluginCatalog> LoadAsync()
    {
        var loaded = PluginCatalog.Load(Sources, host);

        // An unchanged error is the same object, and is already logged.
        foreach (var error in loaded.Errors.Except(_latest.Errors, ReferenceEqualityComparer.Instance).OfType<PluginLoadError>())
            log.Report(error);
        await ReplaceAsync(loaded).ConfigureAwait(false);
        return loaded;
    }

    public Task ReleaseAsync() => ReplaceAsync(PluginCatalog.Empty);

    private Task ReplaceAsync(PluginCatalog next)
    {
        ModuleLifetimes.Retain(next);
        var previous = _latest;
        _latest = next;
        return lifetimes.ReleaseAsync(previous);
    }
}
