using System.Diagnostics;
using System.Runtime.CompilerServices;
using GatewayKit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Testing;

/// <summary>Proves that plugins from a folder leave memory when they are no longer used, as a live swap needs it.</summary>
public static class PluginUnloading
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Proves it for a plugin that the test project references: its assembly is copied, with what it refers to and finds beside it,
    /// into a plugins folder that is deleted afterwards. For a plugin with native libraries give the other overload the folder
    /// that <c>dotnet publish</c> makes.
    /// </summary>
    /// <typeparam name="TPlugin">A plugin class. The copy is loaded beside it; instances of this very type don't run.</typeparam>
    /// <param name="configuration">A configuration in YAML that uses the plugin; <c>{upstream}</c> is the upstream's address.</param>
    /// <param name="use">Uses it, through the gateway's client.</param>
    /// <exception cref="PluginNotUnloadedException">Something keeps the plugin in memory.</exception>
    public static async Task ProveAsync<TPlugin>(string configuration, Func<GatewayTestHost, Task> use)
        where TPlugin : class, IGatewayPlugin
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-plugin-").FullName;
        try
        {
            PluginOutput.CopyTo(folder, typeof(TPlugin).Assembly);
            await ProveAsync(folder, configuration, use).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Runs a gateway with the plugins of a folder, lets the test use them, stops it, and waits until every plugin's load
    /// context has been collected.
    /// </summary>
    /// <param name="pluginsFolder">The folder that holds a folder for each plugin.</param>
    /// <param name="configuration">A configuration in YAML that uses the plugins; <c>{upstream}</c> is the upstream's address.</param>
    /// <param name="use">Uses them, through the gateway's client.</param>
    /// <exception cref="PluginNotUnloadedException">Something keeps a plugin in memory; the message names the plugins.</exception>
    public static async Task ProveAsync(string pluginsFolder, string configuration, Func<GatewayTestHost, Task> use)
    {
        ArgumentException.ThrowIfNullOrEmpty(pluginsFolder);
        ArgumentNullException.ThrowIfNull(use);
        var contexts = await UseAsync(pluginsFolder, configuration, use).ConfigureAwait(false);
        var started = Stopwatch.GetTimestamp();
        while (contexts.Any(c => c.Context.IsAlive))
        {
            if (Stopwatch.GetElapsedTime(started) > s_patience)
                throw new PluginNotUnloadedException(contexts.Where(c => c.Context.IsAlive).Select(c => c.Name));

            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }
    }

    /// <summary>In a method of its own, so that no variable of the caller keeps what is to go.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(string Name, WeakReference Context)[]> UseAsync(string pluginsFolder, string configuration, Func<GatewayTestHost, Task> use)
    {
        var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPluginsFrom(pluginsFolder)
            .WithConfiguration(configuration)).ConfigureAwait(false);
        await using (gateway.ConfigureAwait(false))
        {
            await use(gateway).ConfigureAwait(false);
            return References(gateway);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (string Name, WeakReference Context)[] References(GatewayTestHost gateway) =>
    [
        .. gateway.Services.GetRequiredService<GatewayRuntime>().Current.Catalog.Modules
            .Where(m => m.LoadContext is { IsCollectible: true })
            .Select(m => (m.Name, new WeakReference(m.LoadContext, trackResurrection: true))),
    ];
}
