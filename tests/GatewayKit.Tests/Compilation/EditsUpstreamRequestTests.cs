using GatewayKit.Configuration;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Compilation;

public sealed class EditsUpstreamRequestTests
{
    private readonly EditingCalls _calls = new();

    [Fact]
    public async Task An_exception_rejects_the_configuration_and_the_active_one_stays()
    {
        await using var host = await StartAsync("{ name: editing }");

        var errors = await host.ReloadAsync(Yaml("{ name: editing, options: { throws: true } }"));

        Assert.EndsWith(
            "plugins[0] (editing): the plugin can't be used: its property 'EditsUpstreamRequest' threw NotSupportedException: no license",
            Assert.Single(errors), StringComparison.Ordinal);
        Assert.Equal((200, "yes"), await EditedAsync(host, "/one"));
    }

    [Fact]
    public async Task An_instance_that_throws_is_disposed()
    {
        await using var host = await StartAsync("{ name: editing }");

        await host.ReloadAsync(Yaml("{ name: editing, options: { throws: true } }"));

        await _calls.Disposed.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task An_exception_rejects_the_first_configuration()
        => await Assert.ThrowsAsync<GatewayConfigException>(() => StartAsync("{ name: editing, options: { throws: true } }"));

    [Fact]
    public async Task It_is_read_once_for_all_routes()
    {
        await using var host = await StartAsync("{ name: editing }");

        Assert.Equal((200, "yes"), await EditedAsync(host, "/one"));
        Assert.Equal((200, "yes"), await EditedAsync(host, "/two"));
        Assert.Equal(1, _calls.Read);
    }

    [Fact]
    public async Task The_hook_is_not_called_if_it_is_false()
    {
        await using var host = await StartAsync("{ name: editing, options: { edits: false } }");

        Assert.Equal((200, null), await EditedAsync(host, "/one"));
    }

    private static async Task<(int Status, string? Edited)> EditedAsync(GatewayTestHost host, string path)
    {
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60));
        var edited = host.Upstream.Request.Header("X-Edited");
        host.Upstream.Forget();
        return ((int)response.StatusCode, edited);
    }

    private Task<GatewayTestHost> StartAsync(string plugin) => GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<EditingPlugin>()
        .WithGateway(gateway => gateway.Services.AddSingleton(_calls))
        .WithConfiguration(Yaml(plugin))).WaitAsync(TimeSpan.FromSeconds(60));

    private static string Yaml(string plugin) => $$"""
        plugins: [ {{plugin}} ]
        routes:
          one: { clusterId: up, match: { path: /one } }
          two: { clusterId: up, match: { path: /two } }
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        """;
}
