using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Testing;
using GatewayKit.Tests.Configuration.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Compilation;

public sealed class RefusedOptionsTests
{
    private const string Yaml = """
        routes:
          one:
            match: { path: /one }
            plugins:
              - name: picky
                options:
                  file: api.yaml
        """;

    [Fact]
    public async Task A_missing_service_is_refused_with_where_to_register_it()
    {
        var error = await Assert.ThrowsAsync<GatewayConfigException>(
            () => GatewayTestHost.StartAsync(setup => setup.WithPlugin<HungryPlugin>().WithConfiguration(
                "routes: { all: { match: { path: /x }, plugins: [ { name: hungry } ] } }")));

        Assert.Contains("Unable to resolve service for type 'GatewayKit.Tests.Compilation.IMissing'",
            error.Message, StringComparison.Ordinal);
        Assert.Contains("Register it in a class of the plugin's assembly that implements IPluginServices, or in the host's services.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_constructor_refuses_is_reported_at_the_place_of_its_option()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["gateway.yaml"], Yaml);
        using var file = new FileConfigSource(folder["gateway.yaml"], name: "gateway.yaml");

        var refused = await Assert.ThrowsAsync<GatewayConfigException>(() => GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<PickyPlugin>().WithGateway(gateway => gateway.Services.AddSingleton<IGatewayConfigSource>(file))))
            .WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(
            [
                $"gateway.yaml:7:17: routes.one.plugins[0] (picky): options.file is 'api.yaml'; there is no file {folder["api.yaml"]}.",
                "gateway.yaml:7:11: routes.one.plugins[0] (picky): options are of no use.",
            ],
            refused.Errors.Select(e => e.ToString()));
    }

    [Fact]
    public async Task Without_a_file_a_relative_path_goes_by_the_working_directory()
    {
        var refused = await Assert.ThrowsAsync<GatewayConfigException>(() => GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<PickyPlugin>().WithConfiguration(Yaml))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.EndsWith($"there is no file {Path.GetFullPath("api.yaml")}.", refused.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_without_a_reason_is_none() => Assert.Throws<ArgumentException>(() => new PluginOptionsException([]));
}
