using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Testing;

namespace Company_Plugin1.Tests;

public sealed class Class1PluginTests
{
    [Fact]
    public async Task A_request_with_the_header_reaches_the_upstream()
    {
        await using var gateway = await StartAsync("{ header: X-Tenant }");
        gateway.Client.DefaultRequestHeaders.Add("X-Tenant", "blue");

        using var response = await gateway.Client.GetAsync("/orders/7");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("X-Tenant", response.Headers.GetValues("X-Checked").Single());
        Assert.Equal("/orders/7", gateway.Upstream.Request.Target);
    }

    [Fact]
    public async Task A_request_without_the_header_is_rejected_and_never_reaches_the_upstream()
    {
        await using var gateway = await StartAsync("{ header: X-Tenant }");

        using var response = await gateway.Client.GetAsync("/orders/7");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task An_invalid_header_name_is_a_configuration_error()
    {
        var error = await Assert.ThrowsAsync<GatewayConfigException>(() => StartAsync("{ header: 'no header' }"));

        Assert.Contains("options.header", Assert.Single(error.Errors).Text);
    }

    [Fact]
    public async Task The_route_has_the_plugin_with_its_options()
    {
        await using var gateway = await StartAsync("{ }");

        var plugin = Assert.Single(gateway.Pipeline("orders"));

        Assert.Equal("plugin-name-1", plugin.Name);
        Assert.Equal("{ header: X-Tenant }", plugin.Options);
    }

    [Fact]
    public async Task The_plugin_is_unloaded_when_a_new_build_replaces_it()
        => await PluginUnloading.ProveAsync<Class1Plugin>(Configuration("{ }"), async gateway =>
        {
            using var response = await gateway.Client.GetAsync("/orders/7");
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        });

    private static Task<GatewayTestHost> StartAsync(string options)
        => GatewayTestHost.StartAsync(host => host.WithPlugin<Class1Plugin>().WithConfiguration(Configuration(options)));

    private static string Configuration(string options) => $$"""
        routes:
          orders:
            clusterId: orders
            match: { path: "/orders/{**rest}" }
            plugins: [ { name: plugin-name-1, options: {{options}} } ]
        clusters:
          orders: { destinations: { one: { address: "{upstream}" } } }
        """;
}
