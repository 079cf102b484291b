using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using GatewayKit.Tests.Configuration.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Runtime;

public sealed class ConfigWarningTests
{
    private const string Prefix = "Warning GatewayKit.Runtime.ConfigLog: ";

    private const string Yaml = """
        plugins:
          - name: uneasy
            options: { size: 20 }
        routes:
          one: { match: { path: /one } }
          two: { match: { path: /two } }
        """;

    private static readonly string[] s_warnings =
    [
        "gateway.yaml:3:22: plugins[0] (uneasy): options.size is 20; more than 10 is slow.",
        "gateway.yaml:3:22: plugins[0] (uneasy): options.size is 20; nothing is that size.",
    ];

    [Fact]
    public async Task Warnings_are_logged_once_at_the_place_of_their_option_and_the_gateway_serves()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["gateway.yaml"], Yaml);
        using var file = new FileConfigSource(folder["gateway.yaml"], name: "gateway.yaml");
        await using var host = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<UneasyPlugin>().WithGateway(gateway => gateway.Services.AddSingleton<IGatewayConfigSource>(file)));

        using var response = await host.Client.GetAsync("/one");

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal(s_warnings, Warnings(host));
    }

    [Fact]
    public async Task A_reload_logs_only_the_warnings_that_are_new()
    {
        await using var host = await GatewayTestHost.StartAsync(setup => setup.WithPlugin<UneasyPlugin>().WithConfiguration(Yaml));
        var before = Warnings(host).Length;
        var changed = Yaml.Replace("size: 20", "size: 9", StringComparison.Ordinal);

        Assert.Empty(await host.ReloadAsync(changed));
        Assert.Empty(await host.ReloadAsync(changed));

        Assert.EndsWith("options.size is 9; nothing is that size.", Assert.Single(Warnings(host)[before..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_warnings_of_a_plugin_that_a_reload_keeps_are_still_warnings_of_the_configuration()
    {
        await using var host = await GatewayTestHost.StartAsync(setup => setup.WithPlugin<UneasyPlugin>().WithConfiguration(Yaml));
        var source = host.Services.GetServices<IGatewayConfigSource>().Single(s => s.Name == "test.yaml");

        var reloaded = await host.Services.GetRequiredService<ReloadCoordinator>().ReloadAsync(source);

        Assert.Equal(["options.size is 20; nothing is that size.", "options.size is 20; more than 10 is slow."],
            reloaded.Warnings.Select(warning => warning.Message).OrderDescending());
    }

    [Fact]
    public async Task A_checker_reports_warnings_of_what_it_accepts()
    {
        await using var host = await GatewayTestHost.StartAsync(setup => setup.WithPlugin<UneasyPlugin>().WithConfiguration(Yaml));
        var report = host.Services
            .GetRequiredService<IGatewayConfigChecker>()
            .Check(host.Services.GetRequiredService<CurrentSnapshot>().Active.Config);

        Assert.NotNull(report.Accepted);
        Assert.Equal(2, report.Warnings.Length);
    }

    private static string[] Warnings(GatewayTestHost host)
        => [.. host.Logs.Lines
            .Where(line => line.StartsWith(Prefix, StringComparison.Ordinal) && line.Contains("uneasy", StringComparison.Ordinal))
            .Select(line => line[Prefix.Length..])];
}
