using GatewayKit.Configuration;
using GatewayKit.Portal.Documents;
using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task A_document_of_an_upstream_is_kept_while_the_upstream_fails_and_replaced_by_another()
    {
        var (time, status, text) = (new FakeTimeProvider(), 200, Samples.Files["orders-v1.json"]);
        await using var portal = await PortalHost.StartAsync("""
            portal: { apis: { orders: { versions: [ { version: v1, document: "{upstream}/openapi.json?key=secret" } ] } } }
            """, setup => setup.WithTime(time).WithUpstream(http =>
            {
                http.Response.StatusCode = status;
                return http.Response.WriteAsync(text);
            }));
        Assert.Equal(["List orders of old"], await OperationsAsync(portal));

        status = 500;
        await FetchAgainAsync(portal, time);
        Assert.Equal(["List orders of old"], await OperationsAsync(portal));

        (status, text) = (200, text.Replace("of old", "of all", StringComparison.Ordinal));
        await FetchAgainAsync(portal, time);
        Assert.Equal(["List orders of all"], await OperationsAsync(portal));
        Assert.Contains(portal.Gateway.Logs.Lines, line => line.Contains("/openapi.json': The status is 500.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fetch_without_news_does_not_change_the_content()
    {
        var (time, status) = (new FakeTimeProvider(), 200);
        await using var portal = await PortalHost.StartAsync("""
            portal: { apis: { orders: { versions: [ { version: v1, document: "{upstream}/openapi.json?key=secret" } ] } } }
            """, setup => setup.WithTime(time).WithUpstream(http =>
            {
                http.Response.StatusCode = status;
                return http.Response.WriteAsync(Samples.Files["orders-v1.json"]);
            }));
        await OperationsAsync(portal);

        await FetchAgainAsync(portal, time);
        status = 500;
        await FetchAgainAsync(portal, time);

        Assert.Equal((3, 0), (portal.Gateway.Upstream.Requests.Count, Remote(portal).Changes));
    }

    [Fact]
    public async Task Files_behind_a_link_are_read_again_when_the_link_is_swapped()
    {
        var time = new FakeTimeProvider();
        await using var portal = await PortalHost.StartAsync("portal: {}", setup => setup.WithTime(time));
        Mount(portal, "one", Samples.Files["orders.yaml"], "First");
        File.CreateSymbolicLink(Path.Combine(portal.Folder, "linked.yaml"), "data/orders.yaml");
        File.CreateSymbolicLink(Path.Combine(portal.Folder, "linked.md"), "data/start.md");
        Assert.Empty(await portal.ReloadAsync("""
            portal:
              apis: { orders: { versions: [ { version: v1, document: "{folder}/linked.yaml" } ] } }
              guides: [ { id: start, title: Start, file: "{folder}/linked.md" } ]
            """));
        Assert.Equal(4, (await OperationsAsync(portal)).Count());

        Mount(portal, "two", Samples.Files["orders-v1.json"], "Second");
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["List orders of old"], await OperationsAsync(portal));
        Assert.Equal("Second", (await portal.ReadAsync("/dev/guides/start")).QuerySelector(".markdown p")!.TextContent);
    }

    [Fact]
    public async Task Two_operations_at_the_same_path_of_the_gateway_are_shown_once()
    {
        await using var portal = await PortalHost.StartAsync("portal: {}");
        await File.WriteAllTextAsync(Path.Combine(portal.Folder, "twice.yaml"), """
            openapi: 3.1.0
            info: { title: Twice, version: "1" }
            servers: [ { url: /v1 } ]
            paths:
              /orders: { get: { summary: One, responses: {} } }
              /v1/orders: { servers: [ { url: / } ], get: { summary: Two, responses: {} } }
            """);
        Assert.Empty(await portal.ReloadAsync("""
            routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            portal: { apis: { orders: { versions: [ { version: v1, routes: [all], document: "{folder}/twice.yaml" } ] } } }
            """));

        Assert.Equal(["One"], await OperationsAsync(portal));
    }

    [Theory]
    [InlineData("/proc/self/environ")]
    [InlineData("{folder}/../other.md")]
    public async Task A_guide_outside_its_folder_is_an_error(string file)
    {
        await using var portal = await PortalHost.StartAsync("portal: {}");

        var errors = await portal.ReloadAsync($"portal: {{ guides: [ {{ id: a, title: A, file: \"{file}\" }} ] }}");

        Assert.Contains($"The file isn't in the folder '{portal.Folder}'.", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_may_have_changed_while_it_was_read_is_not_current()
    {
        var path = Path.GetTempFileName();
        try
        {
            Assert.NotEqual(FileVersion.Of(path), FileVersion.OfRead(path, DateTime.UtcNow.AddDays(-1)));
            Assert.Equal(FileVersion.Of(path), FileVersion.OfRead(path, DateTime.UtcNow.AddDays(1)));
        }
        finally
        {
            File.Delete(path);
        }
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

    [Fact]
    public async Task The_address_of_the_gateway_has_the_path_base_of_the_app()
    {
        await using var portal = await PortalHost.StartAsync(
            Samples.Portal.Replace("server: https://api.example.com", "", StringComparison.Ordinal),
            setup => setup.WithApp(app => app.UsePathBase("/base").UseRouting()));

        var page = await portal.ReadAsync("/base/dev/apis/orders/v2");

        Assert.Equal(new Uri(portal.Gateway.Address, "/base").ToString(), page.QuerySelector(".facts code")!.TextContent);
        Assert.Equal("/base/dev/apis/orders/v2/openapi.json", page.QuerySelector(".facts a")!.GetAttribute("href"));
    }

    private static RemoteDocuments Remote(PortalHost portal) => portal.Gateway.Services.GetRequiredService<RemoteDocuments>();

    private static async Task<IEnumerable<string>> OperationsAsync(PortalHost portal)
        => (await portal.ReadAsync("/dev/apis/orders/v1")).QuerySelectorAll(".operations .what").Select(title => title.TextContent);

    /// <summary>Fetches the document again after its interval, and waits for the end.</summary>
    private static async Task FetchAgainAsync(PortalHost portal, FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromMinutes(6));
        var address = $"{portal.Gateway.Upstream.Address.ToString().TrimEnd('/')}/openapi.json?key=secret";
        await Remote(portal).RefreshAsync(new HashSet<string> { address }).WaitAsync(PortalHost.Patience);
    }

    /// <summary>Swaps the folder behind the link <c>data</c>, as Kubernetes does in the folder of a ConfigMap.</summary>
    private static void Mount(PortalHost portal, string name, string document, string guide)
    {
        var folder = Directory.CreateDirectory(Path.Combine(portal.Folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "orders.yaml"), document);
        File.WriteAllText(Path.Combine(folder, "start.md"), guide);
        var link = Path.Combine(portal.Folder, "data");
        if (Directory.Exists(link))
            Directory.Delete(link);
        Directory.CreateSymbolicLink(link, name);
    }
}
