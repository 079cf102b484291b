using System.Collections.Frozen;
using System.Reflection;
using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Plugins;
using GatewayKit.Tls;

namespace GatewayKit.Compilation;

/// <summary>
/// A compiled version of the configuration. Each exchange enters and exits it. After it was replaced and the last
/// exchange exited, its plugin instances are released; those that no other snapshot shares are disposed.
/// </summary>
internal sealed class GatewaySnapshot
{
    /// <summary>The maximum number of plugins that are disposed at the same time.</summary>
    private const int MaxDisposals = 16;

    /// <summary>The snapshot itself counts as one exchange while it is active.</summary>
    private int _users = 1;

    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ModuleLifetimes _modules;
    private readonly Action<string, Exception> _onDisposeFailed;
    private IReadOnlyList<PluginInstance> _instances = [];

    public GatewaySnapshot(
        long revision, GatewayConfig config, PluginCatalog catalog, ModuleLifetimes modules, Action<string, Exception> onDisposeFailed)
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

    public CompiledRoutes Routes { get; private set; } = CompiledRoutes.Empty;

    /// <summary>The routes that had a warning, which must be checked again for each configuration; null if it isn't known which.</summary>
    public IReadOnlyCollection<string>? Warned { get; init; }

    /// <summary>The pipeline for requests that match no route; null if there is none.</summary>
    public CompiledRoute? Unmatched { get; private set; }

    public required EdgeSettings Edge { get; init; }

    /// <summary>The settings of TLS; null if the configuration has none.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>The compiled entries, whose instances the next configuration may share.</summary>
    public CompiledEntries Entries { get; private set; } = CompiledEntries.None;

    /// <summary>The consumers, which the next configuration may share; null once the snapshot has drained.</summary>
    public ConsumerDirectory? Consumers { get; private set; }

    /// <summary>The entries of callers, which the next configuration may share; null once the snapshot has drained.</summary>
    public CallerScopes? Callers { get; private set; }

    /// <summary>The files that its plugins and clusters read.</summary>
    public IReadOnlySet<string> Files { get; private set; } = FrozenSet<string>.Empty;

    /// <summary>The id of each cluster in YARP.</summary>
    public required FrozenDictionary<string, string> ClusterVersions { get; init; }

    /// <summary>The TLS settings of clusters, by their configured ids.</summary>
    public required FrozenDictionary<string, CompiledClusterTls> ClusterTls { get; init; }

    /// <summary>The plugins that accept commands.</summary>
    public IReadOnlyList<CommandTarget> CommandTargets { get; private set; } = [];

    /// <summary>Completes when the snapshot is retired and its last exchange has exited.</summary>
    public Task Drained => _drained.Task;

    /// <summary>Sets the parts that refer back to the snapshot. Called once, before it is published.</summary>
    public void Complete(
        CompiledEntries entries,
        ConsumerDirectory consumers, CallerScopes callers, CompiledRoutes routes, CompiledRoute? unmatched,
        IReadOnlyList<PluginInstance> instances, IReadOnlyList<CommandTarget> commandTargets)
    {
        Entries = entries;
        Consumers = consumers;
        Callers = callers;
        Routes = routes;
        Unmatched = unmatched;
        _instances = instances;
        Files = instances.Select(instance => instance.Files)
            .Concat(ClusterTls.Values.Select(tls => tls.Files))
            .SelectMany(files => files.Paths)
            .ToHashSet(StringComparer.Ordinal);
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

    /// <summary>Retires the snapshot.</summary>
    public void Retire() => Exit();

    private async Task DisposePluginsAsync()
    {
        await Task.Yield();
        await ReleaseAsync(_instances, _modules, _onDisposeFailed).ConfigureAwait(false);

        // An object that still references the snapshot, such as the endpoint of an idle stream, must not keep its plugins alive.
        var catalog = Catalog;
        Routes.Clear();
        Unmatched?.Clear();
        Catalog = PluginCatalog.Empty;
        Routes = CompiledRoutes.Empty;
        Entries = CompiledEntries.None;
        Consumers = null;
        Callers = null;
        _instances = [];
        CommandTargets = [];
        await _modules.ReleaseAsync(catalog).ConfigureAwait(false);
        _drained.TrySetResult();
    }

    /// <summary>Releases plugin instances and disposes those without another user.
    /// Several are disposed at the same time, because each can take seconds. A plugin that fails or takes too long doesn't affect the
    /// others.</summary>
    public static Task ReleaseAsync(
        IEnumerable<PluginInstance> instances, ModuleLifetimes modules, Action<string, Exception> onFailed)
    {
        List<IGatewayPlugin> unused = [.. instances
            .Where(instance => instance.Release())
            .Select(instance => instance.Plugin)
            .Where(plugin => plugin is IAsyncDisposable or IDisposable)];
        return unused.Count == 0 ? Task.CompletedTask : Parallel.ForEachAsync(
            unused,
            new ParallelOptions { MaxDegreeOfParallelism = MaxDisposals },
            async (plugin, _) => await DisposeAsync(plugin, modules, onFailed).ConfigureAwait(false));
    }

    private static async Task DisposeAsync(IGatewayPlugin plugin, ModuleLifetimes modules, Action<string, Exception> onFailed)
    {
        try
        {
            await modules.DisposeAsync(() => DisposeAsync(plugin)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // An exception while one plugin is disposed must not keep the others from being disposed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            onFailed(NameOf(plugin.GetType()), error);
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
