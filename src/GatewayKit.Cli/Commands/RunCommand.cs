using System.CommandLine;
using GatewayKit.Cli.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit run</c>: the gateway itself.</summary>
internal static class RunCommand
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    public static Command Create()
    {
        var config = HostOptions.Config();
        var plugins = HostOptions.Plugins();
        var urls = HostOptions.Urls("--urls", "Where to listen; several are separated by semicolons", "http", "https");
        urls.DefaultValueFactory = _ => [DefaultUrl];
        var adminUrls = HostOptions.Urls(
            "--admin-urls", "Where to answer /healthz/live and /healthz/ready, such as http://127.0.0.1:9000 [default: nowhere]", "http");
        var logLevel = HostOptions.LogLevel();

        var command = new Command("run", "Runs a gateway until it is told to stop; follows changes of its configuration.") { config, urls, plugins, adminUrls, logLevel };
        command.SetAction(result => RunAsync(new StockHostSettings
        {
            Config = result.GetValue(config),
            Plugins = result.GetValue(plugins) ?? [],
            Urls = HostOptions.Split(result.GetValue(urls)!),
            AdminUrls = HostOptions.Split(result.GetValue(adminUrls) ?? []),
            LogLevel = result.GetValue(logLevel),
        }));
        return command;
    }

    private static async Task<int> RunAsync(StockHostSettings settings)
    {
        var app = StockHost.Build(settings);
        await using (app.ConfigureAwait(false))
        {
            app.UseCors();
            app.UseRequestTimeouts();
            await ServingHost.RunAsync(app, Console.Out).ConfigureAwait(false);
            return 0;
        }
    }
}
