using GatewayKit.Cli.Logging;
using GatewayKit.Configuration.Sources;
using GatewayKit.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy.Configuration.RouteValidators;

namespace GatewayKit.Cli.Hosting;

/// <summary>
/// The host of every command: configuration from files and the environment, plugins from folders. Other files
/// in the current directory, such as an appsettings.json, have no effect.
/// </summary>
internal static class StockHost
{
    public const string DefaultConfig = "gateway.yaml";

    private const string StandardInput = "-";

    /// <summary>The folder of the plugins that ship with the tool.</summary>
    public static string ShippedPlugins => Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <exception cref="ToolException">There is no configuration, or the process can't open enough files.</exception>
    /// <param name="settings">The settings from the command line.</param>
    /// <param name="configure">Adds services for a single command.</param>
    public static WebApplication Build(StockHostSettings settings, Action<GatewayKitBuilder>? configure = null)
    {
        StartDescriptors.Check();
        return BuildHost(settings, configure);
    }

    private static WebApplication BuildHost(StockHostSettings settings, Action<GatewayKitBuilder>? configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production,
            ContentRootPath = Directory.GetCurrentDirectory(),
        });
        builder.Configuration.AddEnvironmentVariables();
        StockLogging.Add(builder.Logging, builder.Configuration, settings.LogLevel, settings.LogFormat);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .UseQuic()
            .ConfigureKestrel(kestrel => kestrel.Configure(builder.Configuration.GetSection("Kestrel")));
        StartFailure.Filter(builder.Logging, settings.LogLevel);

        builder.Services.AddRoutingCore();
        var gateway = builder.AddGatewayKit().UseThreadReplacement().UseAcme();
        Listen(gateway, builder.WebHost, [.. ListenUrls.Choose(settings, builder.Configuration)]);
        builder.Services.AddSingleton<IRouteValidator, StockPolicies>();
        StockRedis.Add(gateway, settings);
        StockStore.Add(gateway, settings);
        if (settings.Output is not null)
            StockTelemetry.Add(gateway, settings);
        if (settings.Output is not null)
            StockAdmin.Add(gateway, settings);
        StockPortal.Add(gateway, settings);
        AddPlugins(gateway, settings);
        if (settings.Cluster is { } cluster)
            ClusterHost.Add(gateway, cluster);
        if (settings.NeedsConfig)
            AddConfig(gateway, settings);
        if (settings.OnlyLooks)
            builder.Services.Decorate<IGatewayConfigSource, ReadOnlyConfigSource>();
        if (settings.AdminUrls.Count > 0)
            gateway.UseAdminUrls([.. settings.AdminUrls]);
        gateway.AllowAdminHosts([.. settings.AdminHosts]);
        if (settings.MetricsUrls.Count > 0)
            gateway.UseMetricsUrls([.. settings.MetricsUrls]);
        if (settings.HealthUrls.Count > 0)
            gateway.UseHealthUrls([.. settings.HealthUrls]);
        if (settings.Output is { } output)
            builder.Services.AddSingleton(output.Out).AddSingleton(output.Error).AddHostedService<DroppedOutputReport>();
        configure?.Invoke(gateway);

        return builder.Build();
    }

    /// <summary>Listens on the addresses. Endpoints of Kestrel's own configuration replace them, with a warning of Kestrel.</summary>
    private static void Listen(GatewayKitBuilder gateway, ConfigureWebHostBuilder host, string[] urls)
    {
        if (ListenUrls.AreInKestrel(gateway.Host.Configuration))
            host.UseUrls(urls);
        else
            gateway.UseUrls(urls);
    }

    private static void AddPlugins(GatewayKitBuilder gateway, StockHostSettings settings)
    {
        foreach (var folder in settings.Plugins)
            gateway.LoadPluginsFrom(Path.GetFullPath(folder), settings.OnlyNamedPlugins);
        if (settings is { Plugins.Count: 0, OnlyPlugin: { } only })
            gateway.LoadPluginFrom(Path.Combine(ShippedPlugins, only));
        else if (settings.Plugins.Count == 0)
            gateway.LoadPluginsFrom(ShippedPlugins, settings.OnlyNamedPlugins);
    }

    private static void AddConfig(GatewayKitBuilder gateway, StockHostSettings settings)
    {
        foreach (var file in settings.Configs)
        {
            if (file == StandardInput)
                gateway.LoadFromStream(Console.OpenStandardInput, "stdin");
            else
                gateway.LoadFromFile(file);
        }

        if (settings.Configs.Count > 0)
            return;
        if (File.Exists(DefaultConfig) || File.Exists(DefaultConfig + ".last-good"))
            gateway.LoadFromFile(DefaultConfig);
        else if (settings.Cluster is null && StockStore.Find(settings, gateway.Host.Configuration) is null
            && !gateway.Host.Configuration.GetSection("GatewayKit").GetChildren().Any())
            throw new ToolException($"this directory doesn't contain {DefaultConfig}. Specify a configuration with -c FILE, or with "
                + "environment variables such as GatewayKit__routes__...");
    }
}
