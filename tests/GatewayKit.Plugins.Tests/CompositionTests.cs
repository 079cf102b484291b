namespace GatewayKit.Plugins.Tests;

public sealed class CompositionTests
{
    [Fact]
    public async Task The_plugins_of_a_route_stand_in_the_order_of_their_stages_with_the_options_of_the_nearest_scope()
    {
        await using var host = await PluginGateway.StartAsync("""
            plugins:
              - { name: response-transform, options: { remove: { headers: [ Server ] } } }
              - { name: rate-limit, options: { limit: 1000, window: 1m } }
              - { name: correlation-id }
            routes:
              orders:
                match: { path: /orders }
                plugins:
                  - { name: mock, options: { body: hello } }
                  - { name: rate-limit, options: { limit: 5, window: 1m } }
                  - { name: key-auth }
            """);

        var plugins = host.Pipeline("orders");

        Assert.Equal(["correlation-id", "key-auth", "rate-limit", "response-transform", "mock"], plugins.Select(p => p.Name));
        Assert.Equal(["Global", "Route", "Route", "Global", "Route"], plugins.Select(p => p.Scope.ToString()));
        Assert.StartsWith("{ limit: 5, window: 1m,", plugins[2].Options, StringComparison.Ordinal);
    }
}
