using GatewayKit.Cli.Hosting;
using GatewayKit.Loading;
using GatewayKit.Plugins;

namespace GatewayKit.Cli.Packages;

/// <summary>Loads a plugin folder as a gateway would, before a gateway can load it. This runs the plugin's code.</summary>
internal static class PluginTrial
{
    /// <param name="staging">A plugins folder that contains only this plugin.</param>
    /// <exception cref="ToolException">The plugin can't be loaded.</exception>
    public static async Task RunAsync(string staging)
    {
        var app = StockHost.Build(new StockHostSettings { NeedsConfig = false, Plugins = [staging] });
        await using (app.ConfigureAwait(false))
        {
            using var source = new FolderPluginSource(staging);
            var errors = new List<PluginLoadError>();
            var modules = source.Load(app.Services, errors);
            if (modules is not [var module])
                throw new ToolException(string.Join(" ", errors.Select(e => e.ToString())));

            await module.DisposeAsync().ConfigureAwait(false);
        }
    }
}
