using GatewayKit.Configuration;
using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Content;

public sealed class ReloadTests
{
    private const string Configuration = """
        portal: { apis: { orders: { versions: [ { version: v1, document: "{folder}/orders.yaml" } ] } } }
        """;

    [Fact]
    public async Task A_reload_takes_effect_for_the_next_reader()
    {
        await using var portal = await PortalHost.StartAsync(Configuration);
        await portal.ReadAsync("/dev/apis/orders");

        Assert.Empty(await portal.ReloadAsync(Configuration.Replace("orders:", "purchases:", StringComparison.Ordinal)));

        await portal.ReadAsync("/dev/apis/purchases");
        using var old = await portal.GetAsync("/dev/apis/orders");
        Assert.Equal(404, (int)old.StatusCode);
    }

    [Fact]
    public async Task A_change_of_a_document_is_seen_and_an_invalid_one_shows_no_documentation()
    {
        var time = new FakeTimeProvider();
        await using var portal = await PortalHost.StartAsync(Configuration, setup => setup.WithTime(time));
        Assert.Equal(4, (await portal.ReadAsync("/dev/apis/orders/v1")).QuerySelectorAll(".operations a").Length);

        await File.WriteAllTextAsync(Path.Combine(portal.Folder, "orders.yaml"), "openapi: 9");
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("isn't available", (await portal.ReadAsync("/dev/apis/orders/v1")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_names_a_missing_file_or_route_is_rejected_with_the_place()
    {
        var error = await Assert.ThrowsAsync<GatewayConfigException>(() => PortalHost.StartAsync("""
            portal:
              apis:
                orders:
                  versions: [ { version: v1, routes: [order], document: "{folder}/none.yaml" } ]
              guides: [ { id: a, title: A, file: "{folder}/none.md" } ]
            routes: { orders: { match: { path: /orders }, clusterId: up } }
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            """));

        Assert.Contains("portal: apis.orders.versions[0].routes[0] is 'order'; no route has this name. Did you mean 'orders'?",
            error.Message, StringComparison.Ordinal);
        Assert.Contains(":4:", error.Message, StringComparison.Ordinal);
        Assert.Matches(
            "portal: apis.orders.versions\\[0\\].document can't be used: .*none.yaml:1:1: The file doesn't exist.", error.Message);
        Assert.Matches("portal: guides\\[0\\].file can't be used: .*none.md: The file doesn't exist.", error.Message);
    }

    [Fact]
    public async Task A_document_of_an_upstream_is_fetched_and_kept_while_the_upstream_fails()
    {
        var (time, status) = (new FakeTimeProvider(), 200);
        await using var portal = await PortalHost.StartAsync("""
            portal: { apis: { orders: { versions: [ { version: v1, document: "{upstream}/openapi.json" } ] } } }
            """, setup => setup.WithTime(time).WithUpstream(http =>
            {
                http.Response.StatusCode = status;
                return http.Response.WriteAsync(Samples.Files["orders-v1.json"]);
            }));
        Assert.Single((await portal.ReadAsync("/dev/apis/orders/v1")).QuerySelectorAll(".operations a"));

        status = 500;
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Single((await portal.ReadAsync("/dev/apis/orders/v1")).QuerySelectorAll(".operations a"));
    }

    [Fact]
    public async Task A_document_that_can_not_be_fetched_leaves_the_rest_of_the_portal()
    {
        await using var portal = await PortalHost.StartAsync("""
            portal: { apis: { orders: { versions: [ { version: v1, document: "{upstream}/x" } ] } } }
            """, setup => setup.WithUpstream(http =>
            {
                http.Response.Redirect("https://evil.example/");
                return Task.CompletedTask;
            }));

        Assert.Contains("isn't available", (await portal.ReadAsync("/dev/apis/orders/v1")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Single(portal.Gateway.Logs.Lines, line => line.Contains("The status is 302.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_portal_works_at_the_root_beside_the_routes_of_the_gateway()
    {
        await using var portal = await PortalHost.StartAsync(Samples.Portal, prefix: "/");

        Assert.Equal("/apis/orders", (await portal.ReadAsync("/")).QuerySelectorAll(".card h3 a")[1].GetAttribute("href"));
        Assert.Equal("upstream", await portal.TextAsync("/shop/v2/orders"));
    }
}
