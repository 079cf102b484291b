using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using GatewayKit.Tests.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Tests.Runtime;

public sealed class GatewayValidatorTests
{
    private const string Fine =
        "routes: { one: { match: { path: / }, plugins: [ { name: uneasy, options: { size: 1 } } ] } }";

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
    public async Task A_gateway_that_runs_validates_what_it_read_last()
    {
        await using var host = await StartAsync(Fine);
        var validator = host.Services.GetRequiredService<GatewayValidator>();
        Assert.Equal(["one"], (await validator.ValidateAsync()).Config!.Routes.Keys);

        Assert.NotEmpty(await host.ReloadAsync("plugins: [ { name: nothing } ]\nroutes: { one: { match: { path: / }, order: first } }"));
        var validation = await validator.ValidateAsync();

        Assert.Null(validation.Config);
        Assert.Contains("order is 'first'", Assert.Single(validation.Errors.Items).Message, StringComparison.Ordinal);
        Assert.Equal(204, (int)(await host.Client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_proposed_change_is_validated_while_the_gateway_serves_and_does_not_become_active()
    {
        await using var host = await StartAsync(Fine);
        var validator = host.Services.GetRequiredService<GatewayValidator>();
        var source = host.Services.GetServices<IGatewayConfigSource>().Single(s => s.Name == "test.yaml");
        var snapshot = host.Services.GetRequiredService<CurrentSnapshot>().Value;
        var (next, found) = Documents.Bind(Fine.Replace("one:", "two:", StringComparison.Ordinal));
        var (bad, invalid) = Documents.Bind("routes: { one: { clusterId: nowhere, match: { path: /, pth: x } } }");

        var accepted = await validator.ValidateNextAsync(source, next!, found);
        var rejected = await validator.ValidateNextAsync(source, bad!, invalid);

        Assert.Equal(["two"], accepted.Config!.Routes.Keys);
        Assert.Equal((2, null), (rejected.Errors.Count, rejected.Config));
        Assert.Same(snapshot, host.Services.GetRequiredService<CurrentSnapshot>().Value);
        Assert.Equal(204, (int)(await host.Client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_change_of_a_source_that_the_gateway_does_not_have_is_an_error()
    {
        await using var host = await StartAsync(Fine);
        var other = new CodeConfigSource(new GatewayConfig());

        await Assert.ThrowsAsync<ArgumentException>(
            () => host.Services.GetRequiredService<GatewayValidator>().ValidateNextAsync(other, new GatewayConfig()));
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

    private static Task<GatewayTestHost> StartAsync(string yaml)
        => GatewayTestHost.StartAsync(setup => setup.WithPlugin<UneasyPlugin>().WithConfiguration(yaml))
            .WaitAsync(TimeSpan.FromSeconds(60));

    private static WebApplication Build(string yaml)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.AddGatewayKit().AddPlugin<UneasyPlugin>().LoadFrom(_ => new TestConfigSource(yaml, new Uri("http://127.0.0.1:1")));
        return builder.Build();
    }
}
