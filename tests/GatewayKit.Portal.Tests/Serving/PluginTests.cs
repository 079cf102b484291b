using System.Text;
using GatewayKit.OpenApi;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Portal.Tests.Serving;

public sealed class PluginTests
{
    private const string Configuration = """
        routes:
          orders:
            clusterId: up
            match: { path: "/{**rest}" }
            plugins:
              - { name: key-auth, options: { headers: [X-Partner-Key] } }
              - { name: rate-limit, options: { limit: 100, window: 1m } }
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        portal: { apis: { orders: { versions: [ { version: v1, routes: [orders], document: "{folder}/orders.yaml" } ] } } }
        """;

    [Fact]
    public async Task The_documentation_shows_what_the_plugins_of_the_route_add()
    {
        await using var portal = await StartAsync();

        var page = await portal.ReadAsync("/dev/apis/orders/v1/operations/listOrders");

        Assert.Equal("API key in the header X-Partner-Key", page.QuerySelector("main > ul > li")!.TextContent.Trim());
        Assert.Contains("No more than 100 requests are allowed in 1m by consumer.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["200", "401", "429"], page.QuerySelectorAll("h3.mono").Select(heading => heading.TextContent));
    }

    [Fact]
    public async Task The_document_for_machines_has_the_scheme_of_the_plugin_instead_of_that_of_the_upstream()
    {
        await using var portal = await StartAsync();

        var document = OpenApiDocument.Parse(
            Encoding.UTF8.GetBytes(await portal.TextAsync("/dev/apis/orders/v1/openapi.json")), "served.json").Document!;

        Assert.Equal(["X-Partner-Key"], document.SecuritySchemes.Values.Select(scheme => scheme.ParameterName));
        Assert.All(document.Operations, operation => Assert.Single(operation.Security));
    }

    [Fact]
    public async Task A_reload_of_the_plugins_changes_the_documentation()
    {
        await using var portal = await StartAsync();
        await portal.ReadAsync("/dev/apis/orders/v1");

        Assert.Empty(await portal.ReloadAsync(Configuration.Replace("limit: 100", "limit: 7", StringComparison.Ordinal)));

        Assert.Contains("No more than 7 requests",
            (await portal.ReadAsync("/dev/apis/orders/v1/operations/listOrders")).Body!.TextContent, StringComparison.Ordinal);
    }

    private static Task<PortalHost> StartAsync() => PortalHost.StartAsync(Configuration, setup => setup.WithGateway(gateway =>
    {
        foreach (var assembly in FirstPartyPlugins.Assemblies)
            gateway.AddPluginsFrom(assembly);
    }));
}
