using GatewayKit.Loading.Tests.Support;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Loading.Tests;

public sealed class HttpClientPluginTests
{
    private const string Assembly = "Messenger";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task An_assembly_that_registers_HTTP_clients_is_unloaded_when_it_is_replaced()
    {
        using var folder = new PluginsFolder(Assembly);
        await using var gateway = await StartAsync(folder);
        Assert.Equal("upstreamupstream", await gateway.Client.GetStringAsync("/").WaitAsync(Eventually.Patience));

        folder.Touch(Assembly, 2);
        var errors = await gateway.Services.GetRequiredService<ReloadCoordinator>().ReloadPluginsAsync().WaitAsync(Eventually.Patience);
        Assert.Equal(0, errors.Total);

        await gateway.LogsAsync(
            $"Plugin assembly '{Assembly}' 1.0.0-preview.1 has been unloaded.", () => Eventually.CollectAndAdvance(_time));
        Assert.False(gateway.HasLogged("is no longer used but can't be unloaded"));
        Assert.Equal("upstreamupstream", await gateway.Client.GetStringAsync("/").WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task Its_clients_log_to_the_host()
    {
        using var folder = new PluginsFolder(Assembly);
        await using var gateway = await StartAsync(folder);

        await gateway.Client.GetStringAsync("/").WaitAsync(Eventually.Patience);

        Assert.True(gateway.HasLogged("System.Net.Http.HttpClient.messenger"));
    }

    private Task<GatewayTestHost> StartAsync(PluginsFolder folder) => GatewayTestHost.StartAsync(setup => setup
        .WithTime(_time)
        .WithGateway(gateway => gateway.LoadPluginsFrom(folder.Root))
        .WithConfiguration("""
            routes: { all: { match: { path: "/{**rest}" }, plugins: [ { name: messenger, options: { address: "{upstream}" } } ] } }
            """)).WaitAsync(Eventually.Patience);
}
