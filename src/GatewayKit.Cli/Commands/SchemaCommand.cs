using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Definitions;
using GatewayKit.Runtime;
using GatewayKit.Schema;
using GatewayKit.Tls;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit schema</c>: writes the JSON Schema of a configuration, or the definition of its plugins as resources.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var plugins = HostOptions.Plugins();
        var definitions = new Option<bool>("--crds")
        {
            Description = "Write the CustomResourceDefinition of GatewayPlugin with the options of every plugin instead, for kubectl apply "
                + "--server-side -f -",
        };
        var command = new Command(
            "schema", "Write the JSON Schema of a configuration, with the options of every plugin, for editors.") { plugins, definitions };
        command.SetAction(result => WriteAsync(
            new StockHostSettings { NeedsConfig = false, Plugins = result.GetValue(plugins) ?? [] }, result.GetValue(definitions)));
        return command;
    }

    private static async Task<int> WriteAsync(StockHostSettings settings, bool isDefinition)
    {
        var app = StockHost.Build(settings);
        await using (app.ConfigureAwait(false))
        {
            var catalog = app.Services.GetRequiredService<GatewayPlugins>().Catalog;
            foreach (var error in catalog.Errors)
                ErrorList.Write(error.ToString());
            if (catalog.Errors.Count > 0)
                return 1;

            var output = Console.OpenStandardOutput();
            await using (output.ConfigureAwait(false))
            {
                if (isDefinition)
                    PluginDefinition.Write(catalog, output);
                else
                    GatewaySchema.Write(catalog, output, app.Services.GetService<ITlsAcme>()?.OptionsType);
            }

            Console.WriteLine();
            return 0;
        }
    }
}
