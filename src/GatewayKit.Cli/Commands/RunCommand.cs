using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Cli.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit run</c>: the gateway itself.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var config = HostOptions.Config();
        var plugins = HostOptions.Plugins();
        var urls = HostOptions.Urls("--urls", "Where to listen; several are separated by semicolons [default: ASPNETCORE_URLS, else ASPNETCORE_HTTP_PORTS, else http://127.0.0.1:8080]", "http", "https");
        var adminUrls = HostOptions.Urls(
            "--admin-urls", "Where to answer /healthz/live and /healthz/ready and take commands for plugins, such as http://127.0.0.1:9000 [default: nowhere]", "http");
        var adminHosts = new Option<string[]>("--admin-hosts")
        {
            Description = "A name that the Host header of commands may have, beside localhost and the admin address; may be given several times",
            HelpName = "NAME",
        };
        var healthUrls = HostOptions.Urls(
            "--health-urls", "Where to answer /healthz/live and /healthz/ready only, such as http://*:9001 [default: nowhere]", "http");
        var logLevel = HostOptions.LogLevel();
        var logFormat = HostOptions.LogFormat();

        var command = new Command("run", "Runs a gateway until it is told to stop; follows changes of its configuration.")
        {
            config, urls, plugins, adminUrls, adminHosts, healthUrls, logLevel, logFormat,
        };
        command.SetAction(result => RunAsync(new StockHostSettings
        {
            Configs = result.GetValue(config) ?? [],
            Plugins = result.GetValue(plugins) ?? [],
            Urls = HostOptions.Split(result.GetValue(urls) ?? []),
            AdminUrls = HostOptions.Split(result.GetValue(adminUrls) ?? []),
            AdminHosts = result.GetValue(adminHosts) ?? [],
            HealthUrls = HostOptions.Split(result.GetValue(healthUrls) ?? []),
            LogLevel = result.GetValue(logLevel),
            LogFormat = result.GetValue(logFormat),
        }));
        return command;
    }

    private static async Task<int> RunAsync(StockHostSettings settings)
    {
        using var output = ServingOutput.Take();
        var app = StockHost.Build(settings with { Output = output });
        await using (app.ConfigureAwait(false))
        {
            app.UseCors();
            app.UseRequestTimeouts();
            await ServingHost.RunAsync(app, Console.Out).ConfigureAwait(false);
            return 0;
        }
    }
}
