using GatewayKit.Configuration.Sources;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Tests.Runtime;

public sealed class GatewayValidatorTests
{
    [Fact]
    public async Task A_host_that_has_not_started_can_be_validated()
    {
        await using var app = Build("plugins: [ { name: uneasy, options: { size: 20 } } ]");

        var validation = await app.Services.GetRequiredService<GatewayValidator>().ValidateAsync();

        Assert.NotNull(validation.Config);
        Assert.Equal("uneasy", Assert.Single(validation.Catalog.Plugins).Name);
        Assert.NotEmpty(validation.Errors.Warnings);
    }

    [Fact]
    public async Task An_invalid_configuration_has_every_error_and_no_result()
    {
        await using var app = Build("plugins: [ { name: nothing } ]\nroutes: { one: { clusterId: nowhere, match: { path: / } } }");

        var validation = await app.Services.GetRequiredService<GatewayValidator>().ValidateAsync();

        Assert.Null(validation.Config);
        Assert.Equal(2, validation.Errors.Count);
    }

    [Fact]
    public async Task A_gateway_that_runs_is_not_validated_from_its_own_sources()
    {
        await using var host =
            await GatewayTestHost.StartAsync(setup => setup.WithConfiguration("routes: { one: { match: { path: / } } }"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Services.GetRequiredService<GatewayValidator>().ValidateAsync());
    }

    [Fact]
    public async Task Plugins_are_listed_before_the_start_and_are_the_same_afterwards()
    {
        await using var app = Build("plugins: [ { name: uneasy } ]");
        var plugins = app.Services.GetRequiredService<GatewayPlugins>();

        var before = plugins.Catalog.Modules;
        app.MapGatewayKit();

        Assert.Equal(before, plugins.Catalog.Modules);
    }

    private static WebApplication Build(string yaml)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.AddGatewayKit().AddPlugin<UneasyPlugin>().LoadFrom(_ => new TestConfigSource(yaml, new Uri("http://127.0.0.1:1")));
        return builder.Build();
    }
}
