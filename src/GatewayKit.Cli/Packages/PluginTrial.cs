using GatewayKit.Cli.Hosting;
using GatewayKit.Runtime;
using Microsoft.Extensions.DependencyInjection;

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
            var catalog = app.Services.GetRequiredService<GatewayPlugins>().Catalog;
            if (catalog.Modules is not [_])
                throw new ToolException(string.Join(" ", catalog.Errors.Select(e => e.ToString())));
        }
    }
}
