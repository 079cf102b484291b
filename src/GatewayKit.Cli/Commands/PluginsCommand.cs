using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit plugins</c>: what is loaded.</summary>
internal static class PluginsCommand
{
    public static Command Create()
    {
        var plugins = HostOptions.Plugins();
        var command = new Command("plugins", "Lists the plugins: name, version, stage, hooks and options.") { plugins };
        command.SetAction(result => ListAsync(new StockHostSettings { NeedsConfig = false, Plugins = result.GetValue(plugins) ?? [] }));
        return command;
    }

    private static async Task<int> ListAsync(StockHostSettings settings)
    {
        var app = StockHost.Build(settings);
        await using (app.ConfigureAwait(false))
        {
            var catalog = PluginCatalog.Load(app.Services.GetServices<IPluginSource>(), app.Services);
            PluginTable.Write(catalog.Plugins);
            foreach (var error in catalog.Errors)
                ErrorList.Write(error.ToString());
            return catalog.Errors.Count == 0 ? 0 : 1;
        }
    }
}
