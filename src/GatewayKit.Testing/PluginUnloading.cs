using System.Diagnostics;
using System.Runtime.CompilerServices;
using GatewayKit.Compilation;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Testing;

/// <summary>Verifies that plugins from a folder are unloaded when they are no longer used, as hot reload requires.</summary>
public static class PluginUnloading
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Verifies a plugin that the test project references. Its assembly and the dependencies next to it are copied
    /// into a temporary plugins folder. For a plugin with native libraries, use the other overload with the folder
    /// that <c>dotnet publish</c> creates.
    /// </summary>
    /// <typeparam name="TPlugin">A plugin class. The test runs instances of its copy, not of this type.</typeparam>
    /// <param name="configuration">A configuration in YAML that uses the plugin; <c>{upstream}</c> is the upstream's address.</param>
    /// <param name="use">Uses the plugin, through the gateway's client.</param>
    /// <exception cref="PluginNotUnloadedException">The plugin wasn't unloaded.</exception>
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
    /// Runs a gateway with the plugins of a folder, lets the test use them, stops the gateway, and waits until the load context
    /// of each plugin has been collected.
    /// </summary>
    /// <param name="pluginsFolder">The plugins folder, with a folder for each plugin.</param>
    /// <param name="configuration">A configuration in YAML that uses the plugins; <c>{upstream}</c> is the upstream's address.</param>
    /// <param name="use">Uses the plugins, through the gateway's client.</param>
    /// <exception cref="PluginNotUnloadedException">A plugin wasn't unloaded; the message names it.</exception>
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

    /// <summary>A separate method, so that no local variable of the caller keeps the plugins in memory.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(string Name, WeakReference Context)[]> UseAsync(
        string pluginsFolder, string configuration, Func<GatewayTestHost, Task> use)
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
        .. gateway.Services.GetRequiredService<CurrentSnapshot>().Active.Catalog.Modules
            .Where(m => m.LoadContext is { IsCollectible: true })
            .Select(m => (m.Name, new WeakReference(m.LoadContext, trackResurrection: true))),
    ];
}
