using GatewayKit.Cli.Hosting;
using GatewayKit.Loading;
using GatewayKit.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Packages;

/// <summary>Loads a plugin folder as a gateway would, before a gateway gets to see it.</summary>
internal static class PluginTrial
{
    /// <param name="staging">A plugins folder that holds this plugin only.</param>
    /// <param name="plugins">The plugins folder that it is for.</param>
    /// <returns>The names of its plugins.</returns>
    /// <exception cref="ToolException">It doesn't load, or one of its names is taken.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(string staging, string plugins)
    {
        var app = StockHost.Build(new StockHostSettings { NeedsConfig = false, Plugins = [plugins] });
        await using (app.ConfigureAwait(false))
        {
            using var source = new FolderPluginSource(staging);
            var errors = new List<PluginLoadError>();
            var modules = source.Load(app.Services, errors);
            if (modules is not [var module])
                throw new ToolException(string.Join(" ", errors.Select(e => e.ToString())));

            await using (module.ConfigureAwait(false))
            {
                var there = PluginCatalog.Load(app.Services.GetServices<IPluginSource>(), app.Services);
                foreach (var plugin in module.Plugins)
                {
                    if (there.Find(plugin.Name) is { Module: var other } && FolderOf(other) != FolderOf(module))
                        throw new ToolException($"its plugin '{plugin.Name}' is already provided by '{FolderOf(other)}'; remove that first.");
                }

                return [.. module.Plugins.Select(p => p.Name)];
            }
        }
    }

    private static string FolderOf(PluginModule module) => Path.GetFileNameWithoutExtension(module.Location) ?? module.Name;
}
