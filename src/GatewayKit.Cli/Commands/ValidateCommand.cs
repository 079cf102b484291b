using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Sources;
using GatewayKit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit validate</c>: checks a configuration.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var config = HostOptions.Config();
        var plugins = HostOptions.Plugins();
        var redis = HostOptions.Redis();
        var noEnv = new Option<bool>("--no-env")
        {
            Description = "Report unset environment variables as warnings; values that depend on them aren't checked",
        };
        var command = new Command("validate", "Check a configuration with every check of a start. The exit code is 0, or 1 with every "
            + "error on stderr.") { config, plugins, redis, noEnv };
        command.SetAction(result => ValidateAsync(
            new StockHostSettings
            {
                Configs = result.GetValue(config) ?? [],
                Plugins = result.GetValue(plugins) ?? [],
                Redis = result.GetValue(redis),
                ChecksPortal = true,
            },
            result.GetValue(noEnv)));
        return command;
    }

    private static async Task<int> ValidateAsync(StockHostSettings settings, bool allowUnsetVariables)
    {
        var app = StockHost.Build(settings);
        await using (app.ConfigureAwait(false))
        {
            var validation = await app.Services
                .GetRequiredService<GatewayValidator>()
                .ValidateAsync(allowUnsetVariables)
                .ConfigureAwait(false);
            if (validation.Config is not { } config)
            {
                ErrorList.Write(validation.Errors.Items, validation.Errors.Omitted);
                return 1;
            }

            ErrorList.WriteWarnings(validation.Errors.Warnings);

            // An unused plugin that can't be loaded doesn't make the configuration invalid, but is reported.
            foreach (var error in validation.Catalog.Errors)
                ErrorList.Write($"warning: {error}");

            var used = config.Plugins.Length + config.Routes.Values.Sum(r => r.Plugins.Length)
                + config.Clusters.Values.Sum(c => c.Plugins.Length)
                + config.Groups.Values.Sum(g => g.Plugins.Length) + config.Consumers.Values.Sum(c => c.Plugins.Length);

            // The first source is the environment; files follow.
            var sources = app.Services.GetServices<IGatewayConfigSource>().Select(source => source.Name).ToList();
            var name = string.Join(", ", sources.Count > 1 ? sources.Skip(1) : sources);
            Console.WriteLine($"{name} is valid: routes {config.Routes.Count}, clusters {config.Clusters.Count}, plugins {used}.");
            return 0;
        }
    }
}
