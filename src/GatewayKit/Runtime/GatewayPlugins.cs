using GatewayKit.Plugins;

namespace GatewayKit.Runtime;

/// <summary>
/// The plugins that the sources of a gateway returned last.
/// Before the gateway starts, a tool can list them or write their schema: they are loaded when they are first requested.
/// </summary>
public sealed class GatewayPlugins : IAsyncDisposable
{
    private readonly IServiceProvider _host;
    private readonly ModuleLifetimes _lifetimes;
    private readonly ConfigLog _log;
    private PluginCatalog? _latest;
    private IReadOnlyList<PluginLoadError> _logged = [];

    internal GatewayPlugins(IEnumerable<IPluginSource> sources, IServiceProvider host, ModuleLifetimes lifetimes, ConfigLog log)
        => (Sources, _host, _lifetimes, _log) = ([.. sources], host, lifetimes, log);

    /// <summary>The plugins, and the errors of assemblies that can't be used.
    /// Some may not be active yet, because the active configuration rejects them.</summary>
    public PluginCatalog Catalog => _latest ??= Retained(Load());

    internal IReadOnlyList<IPluginSource> Sources { get; }

    /// <summary>Loads every source again and logs the new errors.</summary>
    internal async Task<PluginCatalog> LoadAsync()
    {
        var loaded = Load();

        // An unchanged error is the same object, and is already logged.
        foreach (var error in loaded.Errors.Except(_logged, ReferenceEqualityComparer.Instance).OfType<PluginLoadError>())
            _log.Report(error);
        _logged = loaded.Errors;
        await ReplaceAsync(loaded).ConfigureAwait(false);
        return loaded;
    }

    /// <summary>Releases the plugins. An assembly is unloaded when no exchange uses it.</summary>
    public ValueTask DisposeAsync() => new(ReplaceAsync(PluginCatalog.Empty));

    private static PluginCatalog Retained(PluginCatalog catalog)
    {
        ModuleLifetimes.Retain(catalog);
        return catalog;
    }

    private PluginCatalog Load() => PluginCatalog.Load(Sources, _host);

    private Task ReplaceAsync(PluginCatalog next)
    {
        var previous = _latest;
        _latest = Retained(next);
        return previous is null ? Task.CompletedTask : _lifetimes.ReleaseAsync(previous);
    }
}
