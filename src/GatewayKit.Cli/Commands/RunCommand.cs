using System.CommandLine;
using GatewayKit.Cli.Hosting;
using GatewayKit.Cli.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit run</c>: runs a gateway.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var config = HostOptions.Config();
        var plugins = HostOptions.Plugins();
        var urls = HostOptions.Urls("--urls", "The addresses to listen on, separated by semicolons [default: ASPNETCORE_URLS, "
            + "ASPNETCORE_HTTP_PORTS, or http://127.0.0.1:8080]", "http", "https");
        var adminUrls = HostOptions.Urls(
            "--admin-urls", "The addresses for health checks, metrics, commands for plugins and the admin API, such as "
                + "http://127.0.0.1:9000 [default: none]", "http");
        var adminKey = HostOptions.AdminKey();
        var adminHosts = new Option<string[]>("--admin-hosts")
        {
            Description = "An additional name in the Host header of admin requests and scrapes, besides localhost; can be repeated",
            HelpName = "NAME",
        };
        var healthUrls = HostOptions.Urls(
            "--health-urls", "The addresses for only /healthz/live and /healthz/ready, such as http://*:9001 [default: none]", "http");
        var metricsUrls = HostOptions.Urls(
            "--metrics-urls", "The addresses for only /metrics, /healthz/live and /healthz/ready, such as http://*:9464 [default: none]",
            "http");
        var portalUrls = HostOptions.Urls(
            "--portal-urls", "The addresses of the developer portal, such as http://127.0.0.1:8090 [default: none]", "http");
        var redis = HostOptions.Redis();
        var store = HostOptions.Store();
        var kubernetes = new ClusterCommandOptions();
        var logLevel = HostOptions.LogLevel();
        var logFormat = HostOptions.LogFormat();

        var command = new Command("run", "Run a gateway until it is stopped. Reloads the configuration when it changes.")
        {
            config, urls, plugins, store, redis, adminUrls, adminKey, adminHosts, portalUrls, metricsUrls, healthUrls,
            logLevel, logFormat,
        };
        kubernetes.AddTo(command);
        command.SetAction(result => RunAsync(new StockHostSettings
        {
            Configs = result.GetValue(config) ?? [],
            Plugins = result.GetValue(plugins) ?? [],
            OnlyNamedPlugins = true,
            Urls = HostOptions.Split(result.GetValue(urls) ?? []),
            Redis = result.GetValue(redis),
            Store = result.GetValue(store),
            HasStore = true,
            AdminUrls = HostOptions.Split(result.GetValue(adminUrls) ?? []),
            AdminKey = result.GetValue(adminKey),
            AdminHosts = result.GetValue(adminHosts) ?? [],
            PortalUrls = HostOptions.Split(result.GetValue(portalUrls) ?? []),
            MetricsUrls = HostOptions.Split(result.GetValue(metricsUrls) ?? []),
            HealthUrls = HostOptions.Split(result.GetValue(healthUrls) ?? []),
            LogLevel = result.GetValue(logLevel),
            LogFormat = result.GetValue(logFormat),
            Cluster = kubernetes.Read(result),
        }));
        return command;
    }

    private static async Task<int> RunAsync(StockHostSettings settings)
    {
        using var output = ServingOutput.Take();
        var app = StockHost.Build(
            settings with { Output = output },
            gateway => gateway.Services.AddHostedService(_ => IdleMemory.OfThisProcess(isOnce: true)));
        await using (app.ConfigureAwait(false))
        {
            app.UseCors();
            app.UseRequestTimeouts();
            await ServingHost.RunAsync(app, Console.Out, findUrls: settings.Cluster is null ? null : ClusterHost.FindUrls)
                .ConfigureAwait(false);
            return 0;
        }
    }
}
