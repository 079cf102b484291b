using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins;

/// <summary>
/// Counts the users of plugin modules and ends the generations that are no longer used, in this order:
/// <list type="number">
/// <item>each catalog in use retains its modules, and releases them when it is replaced and its last exchange has ended</item>
/// <item>a module that was released by its last user disposes its private services, within 10 s, and starts to unload its load context;
/// services that fail or block are logged and abandoned</item>
/// <item>for a collectible context, up to ten forced garbage collections, one second apart, check that the context is collected;
/// success is logged</item>
/// <item>a context that is still alive is reported as leaked, in the log and in the metric <c>gatewaykit.plugin.generations.leaked</c>;
/// it costs memory but doesn't affect requests</item>
/// <item>from then on the context is only observed, once a minute; when it is collected,
/// it leaves the metric and the unload is logged</item>
/// </list>
/// </summary>
internal sealed partial class ModuleLifetimes(LeakedGenerations leaked, TimeProvider time, ILogger<ModuleLifetimes> logger)
{
    private const int Rounds = 10;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_latePause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_disposeTimeout = TimeSpan.FromSeconds(10);

    public static void Retain(PluginCatalog catalog)
    {
        foreach (var module in catalog.Modules)
            module.Retain();
    }

    /// <returns>A task that ends when every module without users is disposed, not when it is collected.</returns>
    public async Task ReleaseAsync(PluginCatalog catalog)
    {
        foreach (var module in catalog.Modules.Where(m => m.Release()))
            await EndAsync(module).ConfigureAwait(false);
    }

    /// <summary>Disposes objects of a plugin within 10 s. A disposal that takes longer is abandoned.</summary>
    /// <exception cref="TimeoutException">The disposal was abandoned.</exception>
    public Task DisposeAsync(Func<ValueTask> dispose) => Task.Run(() => dispose().AsTask()).WaitAsync(s_disposeTimeout, time);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An exception in the disposal of one plugin's services must not affect the others.")]
    private async Task EndAsync(PluginModule module)
    {
        var (name, version, isCollectible) = (module.Name, module.Version, module.LoadContext is { IsCollectible: true });
        var context = Watch(module);
        try
        {
            await DisposeAsync(module.UnloadAsync).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogDisposeFailed(error, name);
        }

        if (isCollectible)
            _ = VerifyAsync(context, name, version);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Watch(PluginModule module) => new(module.LoadContext, trackResurrection: true);

    private async Task VerifyAsync(WeakReference context, string name, string version)
    {
        for (var round = 0; round < Rounds; round++)
        {
            await Task.Delay(s_pause, time).ConfigureAwait(false);
            if (!IsAlive(context))
            {
                LogUnloaded(name, version);
                return;
            }
        }

        leaked.Add(context, name);
        LogLeaked(name, version);
        await WaitAsync(context).ConfigureAwait(false);
        LogUnloaded(name, version);
    }

    /// <summary>Waits for a leaked context, which may still be collected, for example when a task ends late.
    /// Doesn't force collections.</summary>
    private async Task WaitAsync(WeakReference context)
    {
        while (context.IsAlive)
            await Task.Delay(s_latePause, time).ConfigureAwait(false);
    }

    /// <summary>Returns whether a context is alive. The runtime releases an unloaded context only in a garbage collection.</summary>
    private static bool IsAlive(WeakReference context)
    {
        if (context.IsAlive)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            GC.WaitForPendingFinalizers();
        }

        return context.IsAlive;
    }

    [LoggerMessage(50, LogLevel.Information, "Plugin assembly '{Name}' {Version} has been unloaded.")]
    private partial void LogUnloaded(string name, string version);

    [LoggerMessage(51, LogLevel.Warning, "Plugin assembly '{Name}' {Version} is no longer used but can't be unloaded; it is kept in memory "
        + "by a reference such as a timer, a task that never ends, a static event, or a cache of the host.")]
    private partial void LogLeaked(string name, string version);

    [LoggerMessage(52, LogLevel.Warning, "The services of plugin assembly '{Name}' failed during disposal.")]
    private partial void LogDisposeFailed(Exception error, string name);
}
