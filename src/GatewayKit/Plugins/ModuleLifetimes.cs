using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins;

/// <summary>
/// Disposes a plugin module when nothing uses it any more, unloads its assembly, and looks whether that really goes. What
/// does not go is reported, and nothing else: it costs memory, not requests.
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

    /// <returns>A task that ends when every module that was used for the last time is disposed, not when it is collected.</returns>
    public async Task ReleaseAsync(PluginCatalog catalog)
    {
        foreach (var module in catalog.Modules.Where(m => m.Release()))
            await EndAsync(module).ConfigureAwait(false);
    }

    /// <summary>Disposes what is a plugin's, for no longer than 10 s: what blocks or never ends is left behind.</summary>
    /// <exception cref="TimeoutException">It is left behind.</exception>
    public Task DisposeAsync(Func<ValueTask> dispose) => Task.Run(() => dispose().AsTask()).WaitAsync(s_disposeTimeout, time);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a plugin's services throw while they go, the others go too.")]
    private async Task EndAsync(PluginModule module)
    {
        var (name, version, isCollectible) = (module.Name, module.Version, module.LoadContext is { IsCollectible: true });
        var context = Watch(module);
        try
        {
            await DisposeAsync(module.DisposeAsync).ConfigureAwait(false);
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

    /// <summary>What has been reported may go yet, for example with a task that ends late. No collection is forced for that any more.</summary>
    private async Task WaitAsync(WeakReference context)
    {
        while (context.IsAlive)
            await Task.Delay(s_latePause, time).ConfigureAwait(false);
    }

    /// <summary>The runtime lets go of an unloaded context only when the garbage collector has looked at it.</summary>
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

    [LoggerMessage(51, LogLevel.Warning, "Plugin assembly '{Name}' {Version} is no longer used but something keeps it in memory: a timer, a task that never ends, a static event, or a cache of the host.")]
    private partial void LogLeaked(string name, string version);

    [LoggerMessage(52, LogLevel.Warning, "The services of plugin assembly '{Name}' failed while they were disposed.")]
    private partial void LogDisposeFailed(Exception error, string name);
}
