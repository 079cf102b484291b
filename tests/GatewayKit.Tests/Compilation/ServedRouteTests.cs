using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Compilation;

public sealed class ServedRouteTests
{
    private readonly CreatedRoutes _created = new();

    [Fact]
    public async Task A_route_s_plugin_is_created_for_that_route_alone()
    {
        await StartAsync("""
            routes:
              a: { match: { path: /a }, plugins: [ { name: route }, { name: text } ] }
              b: { match: { path: /b }, plugins: [ { name: text } ] }
            """);

        Assert.Equal(["a"], _created.Ids);
    }

    [Fact]
    public async Task A_cluster_s_plugin_is_created_for_the_routes_to_that_cluster()
    {
        await StartAsync("""
            routes:
              a: { clusterId: one, match: { path: /a } }
              b: { clusterId: two, match: { path: /b } }
            clusters:
              one: { destinations: { d: { address: "http://127.0.0.1:9" } }, plugins: [ { name: route } ] }
              two: { destinations: { d: { address: "http://127.0.0.1:9" } } }
            """);

        Assert.Equal(["a"], _created.Ids);
    }

    [Fact]
    public async Task A_global_plugin_is_not_created_for_a_route_that_replaces_it()
    {
        await StartAsync("""
            plugins: [ { name: route } ]
            routes:
              a: { match: { path: /a }, plugins: [ { name: text } ] }
              b: { match: { path: /b }, plugins: [ { name: route, enabled: false }, { name: text } ] }
            """);

        Assert.Equal(["a"], _created.Ids);
    }

    [Fact]
    public async Task A_group_s_plugin_is_created_for_the_routes_that_find_out_who_calls()
    {
        await StartAsync("""
            routes:
              a: { match: { path: /a }, plugins: [ { name: token }, { name: text } ] }
              b: { match: { path: /b }, plugins: [ { name: text } ] }
            groups: { gold: { plugins: [ { name: route } ] } }
            """);

        Assert.Equal(["a"], _created.Ids);
    }

    private async Task StartAsync(string configuration)
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(g => g.Services.AddSingleton(_created))
            .WithPlugin<RoutePlugin>()
            .WithPlugin<TextPlugin>()
            .WithPlugin<TokenPlugin>()
            .WithConfiguration(configuration));
    }
}
