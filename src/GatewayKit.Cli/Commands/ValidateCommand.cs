using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Sources;
using GatewayKit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit validate</c>: whether a configuration would come into force.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var config = HostOptions.Config();
        var plugins = HostOptions.Plugins();
        var noEnv = new Option<bool>("--no-env") { Description = "Warn of environment variables that are not set instead of refusing them; values that depend on them are not checked" };
        var command = new Command("validate", "Check a configuration as a start would: exit code 0, or 1 with every error on stderr.") { config, plugins, noEnv };
        command.SetAction(result => ValidateAsync(
            new StockHostSettings { Configs = result.GetValue(config) ?? [], Plugins = result.GetValue(plugins) ?? [] }, result.GetValue(noEnv)));
        return command;
    }

    private static async Task<int> ValidateAsync(StockHostSettings settings, bool allowUnsetVariables)
    {
        var app = StockHost.Build(settings);
        await using (app.ConfigureAwait(false))
        {
            var validation = await app.Services.GetRequiredService<GatewayValidator>().ValidateAsync(allowUnsetVariables).ConfigureAwait(false);
            if (validation.Config is not { } config)
            {
                ErrorList.Write(validation.Errors.Items, validation.Errors.Omitted);
                return 1;
            }

            ErrorList.WriteWarnings(validation.Errors.Warnings);

            // A plugin that nothing uses keeps no configuration from being served, but is worth a word.
            foreach (var error in validation.Catalog.Errors)
                ErrorList.Write($"warning: {error}");

            var used = config.Plugins.Length + config.Routes.Values.Sum(r => r.Plugins.Length) + config.Clusters.Values.Sum(c => c.Plugins.Length)
                + config.Groups.Values.Sum(g => g.Plugins.Length) + config.Consumers.Values.Sum(c => c.Plugins.Length);

            // The first source is the environment; files follow, if there are any.
            var sources = app.Services.GetServices<IGatewayConfigSource>().Select(source => source.Name).ToList();
            var name = string.Join(", ", sources.Count > 1 ? sources.Skip(1) : sources);
            Console.WriteLine($"{name} is valid: routes {config.Routes.Count}, clusters {config.Clusters.Count}, plugins {used}.");
            return 0;
        }
    }
}
