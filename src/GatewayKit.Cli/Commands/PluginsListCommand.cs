using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit plugins list</c>: lists the plugins.</summary>
internal static class PluginsListCommand
{
    public static Command Create() => Complete(new Command("list", "List the plugins: name, version, stage, hooks and options."));

    /// <summary>Adds the options and the action that lists the plugins to a command.</summary>
    public static Command Complete(Command command)
    {
        var plugins = HostOptions.Plugins();
        command.Add(plugins);
        command.SetAction(result => ListAsync(new StockHostSettings { NeedsConfig = false, Plugins = result.GetValue(plugins) ?? [] }));
        return command;
    }

    private static async Task<int> ListAsync(StockHostSettings settings)
    {
        var app = StockHost.Build(settings);
        await using (app.ConfigureAwait(false))
        {
            var catalog = app.Services.GetRequiredService<GatewayPlugins>().Catalog;
            PluginTable.Write(catalog.Plugins);
            foreach (var error in catalog.Errors)
                ErrorList.Write(error.ToString());
            return catalog.Errors.Count == 0 ? 0 : 1;
        }
    }
}
