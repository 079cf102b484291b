using System.Collections.Frozen;
using System.Reflection;
using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>
/// One version of the configuration, compiled. An exchange enters it and exits it; when it has been replaced and the last
/// exchange has left, its plugin instances are disposed.
/// </summary>
internal sealed class GatewaySnapshot
{
    /// <summary>The snapshot itself counts as one while it is in force.</summary>
    private int _users = 1;

    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ModuleLifetimes _modules;
    private readonly Action<string, Exception> _onDisposeFailed;
    private IReadOnlyList<IGatewayPlugin> _plugins = [];

    public GatewaySnapshot(long revision, GatewayConfig config, PluginCatalog catalog, ModuleLifetimes modules, Action<string, Exception> onDisposeFailed)
    {
        Revision = revision;
        Config = config;
        Catalog = catalog;
        _modules = modules;
        _onDisposeFailed = onDisposeFailed;
        ModuleLifetimes.Retain(catalog);
    }

    public long Revision { get; }

    public GatewayConfig Config { get; }

    public PluginCatalog Catalog { get; private set; }

    public FrozenDictionary<string, CompiledRoute> Routes { get; private set; } = FrozenDictionary<string, CompiledRoute>.Empty;

    /// <summary>What runs for requests that no route takes; null if nothing does.</summary>
    public CompiledRoute? Unmatched { get; private set; }

    public required EdgeSettings Edge { get; init; }

    /// <summary>The files that its plugins have read.</summary>
    public required IReadOnlySet<string> Files { get; init; }

    /// <summary>The id under which YARP knows each cluster.</summary>
    public required FrozenDictionary<string, string> ClusterVersions { get; init; }

    /// <summary>The plugins that take commands.</summary>
    public IReadOnlyList<CommandTarget> CommandTargets { get; private set; } = [];

    /// <summary>Completes when the snapshot has been retired and its last exchange has left.</summary>
    public Task Drained => _drained.Task;

    /// <summary>Fills in what refers back to the snapshot, once, before it is published.</summary>
    public void Complete(IEnumerable<CompiledRoute> routes, CompiledRoute? unmatched, IReadOnlyList<IGatewayPlugin> plugins, IReadOnlyList<CommandTarget> commandTargets)
    {
        Routes = routes.ToFrozenDictionary(r => r.Info.Id, StringComparer.OrdinalIgnoreCase);
        Unmatched = unmatched;
        _plugins = plugins;
        CommandTargets = commandTargets;
    }

    /// <returns>Whether the snapshot may still be used; then <see cref="Exit"/> must follow.</returns>
    public bool TryEnter()
    {
        var users = Volatile.Read(ref _users);
        while (users > 0)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return true;

            users = seen;
        }

        return false;
    }

    public void Exit()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            _ = DisposePluginsAsync();
    }

    /// <summary>Takes the snapshot out of force.</summary>
    public void Retire() => Exit();

    private async Task DisposePluginsAsync()
    {
        await Task.Yield();
        await DisposeAsync(_plugins, _modules, _onDisposeFailed).ConfigureAwait(false);

        // Whoever still holds the snapshot itself (an endpoint of an idle stream, say) must not hold its plugins.
        var catalog = Catalog;
        foreach (var route in Routes.Values)
            route.Clear();
        Unmatched?.Clear();
        Catalog = PluginCatalog.Empty;
        Routes = FrozenDictionary<string, CompiledRoute>.Empty;
        _plugins = [];
        CommandTargets = [];
        await _modules.ReleaseAsync(catalog).ConfigureAwait(false);
        _drained.TrySetResult();
    }

    /// <summary>Disposes plugins; one that fails, or takes too long, does not keep the others.</summary>
    public static async Task DisposeAsync(IEnumerable<IGatewayPlugin> plugins, ModuleLifetimes modules, Action<string, Exception> onFailed)
    {
        foreach (var plugin in plugins.Where(p => p is IAsyncDisposable or IDisposable))
        {
            try
            {
                await modules.DisposeAsync(() => DisposeAsync(plugin)).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever a plugin throws while it goes must not keep the others from going.
            catch (Exception error)
#pragma warning restore CA1031
            {
                onFailed(NameOf(plugin.GetType()), error);
            }
        }
    }

    private static ValueTask DisposeAsync(IGatewayPlugin plugin)
    {
        if (plugin is IAsyncDisposable asynchronous)
            return asynchronous.DisposeAsync();

        (plugin as IDisposable)?.Dispose();
        return default;
    }

    private static string NameOf(Type plugin) => plugin.GetCustomAttribute<GatewayPluginAttribute>()?.Name ?? plugin.Name;
}
