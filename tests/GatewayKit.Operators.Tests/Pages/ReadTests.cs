using System.Text.RegularExpressions;
using GatewayKit.Operators.Tests.Support;

namespace GatewayKit.Operators.Tests.Pages;

public sealed class ReadTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task The_overview_shows_the_traffic_of_each_route_while_it_is_read()
    {
        await shop.Client.ReadAsync("/ui");
        using (await shop.Host.Gateway.Client.GetAsync("/orders/1").WaitAsync(OperatorHost.Patience))
        {
        }

        // An exchange ends after its client has the response, and is measured step by step.
        await Eventually.NotNullAsync(async () => (await shop.Client.ReadAsync("/ui")).Page.QuerySelectorAll("tbody tr")
            .FirstOrDefault(row => row.QuerySelector("a")?.TextContent == "orders"
                && row.QuerySelectorAll("td")[2].TextContent != "0"
                && Regex.IsMatch(row.QuerySelectorAll("td")[^1].TextContent, "^[0-9.]+ m?s$")));
    }

    [Fact]
    public async Task The_list_of_routes_leads_to_each_route()
    {
        var list = await shop.Client.ReadAsync("/ui/routes");

        foreach (var link in list.Page.QuerySelectorAll("tbody a"))
            await shop.Client.ReadAsync(link.GetAttribute("href")!);
        Assert.Equal(4, list.Page.QuerySelectorAll("tbody a").Length);
    }

    [Fact]
    public async Task A_route_shows_its_plugins_with_their_options()
    {
        var route = await shop.Client.ReadAsync("/ui/routes/orders");

        Assert.Equal("rate-limit", route.Page.QuerySelector(".pipeline h3")!.TextContent.Trim());
        Assert.Contains("\"limit\": 100", route.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_shows_the_health_and_the_state_of_its_destinations()
    {
        var rows = (await shop.Client.ReadAsync("/ui/clusters/orders")).Page.QuerySelectorAll("tbody tr");

        Assert.Equal(["one", "two"], rows.Select(row => row.QuerySelector("th")!.TextContent));
        Assert.Equal(["active", "drained"], rows.Select(row => row.QuerySelectorAll("td")[2].TextContent.Trim()));
        Assert.Contains("shop:***@127.0.0.1", rows[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_shows_its_versions_and_the_routes_on_which_it_runs()
    {
        var plugin = await shop.Client.ReadAsync("/ui/plugins/rate-limit");

        Assert.Contains("Versions in memory 1", plugin.Content, StringComparison.Ordinal);
        Assert.Contains("/ui/routes/orders", plugin.Text, StringComparison.Ordinal);
        Assert.Contains("JSON Schema", plugin.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_explained_by_the_form()
    {
        var explained = await shop.Client.SubmitAsync(
            await shop.Client.ReadAsync("/ui/explain"), "main form", ("method", "POST"), ("url", "/orders/7"));

        Assert.Equal(200, explained.Status);
        Assert.Contains("Route orders /orders/{**rest}", explained.Content, StringComparison.Ordinal);
        Assert.Contains("rate-limit", explained.Page.QuerySelector(".pipeline")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://x", "", "url: it must be a path")]
    [InlineData("/orders", "no colon planted", "headers: each line must have a name")]
    [InlineData("/orders", "A: 1\nA: planted", "headers: a name occurs twice")]
    [InlineData("/orders", "A B: planted", "headers: each must have a valid name")]
    public async Task An_invalid_request_is_explained_to_its_author(string url, string headers, string error)
    {
        var answer = await shop.Client.SubmitAsync(
            await shop.Client.ReadAsync("/ui/explain"), "main form", ("url", url), ("headers", headers));

        Assert.Equal(400, answer.Status);
        Assert.Contains(error, answer.Content, StringComparison.Ordinal);
        Assert.Contains($"value=\"{url}\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_change_is_an_error_until_a_later_version_is_active()
    {
        await using var host = await OperatorHost.StartOpenAsync();
        using var client = host.Open();
        await host.Gateway.ReloadAsync("routes: { a: { clusterId: missing, match: { path: /a } } }");

        Assert.Contains("1 change of the configuration is rejected", (await client.ReadAsync("/ui")).Content, StringComparison.Ordinal);
        Assert.Contains("Not resolved", (await client.ReadAsync("/ui/errors")).Content, StringComparison.Ordinal);
        await host.Gateway.ReloadAsync("clusters: {}");
        Assert.Contains("Resolved: ", (await client.ReadAsync("/ui/errors")).Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ui/routes/none")]
    [InlineData("/ui/clusters/none")]
    [InlineData("/ui/plugins/none")]
    [InlineData("/ui/revisions")]
    public async Task A_missing_item_is_a_page_that_says_so(string path)
    {
        var answer = await shop.Client.GetAsync(path);

        Assert.Equal((404, "Not found"), (answer.Status, answer.Page.QuerySelector("h1")!.TextContent));
    }

    [Fact]
    public async Task Every_page_has_the_policy_of_the_portal_and_no_copy_in_a_cache()
    {
        foreach (var path in new[] { "/ui", "/ui/routes", "/ui/routes/none", "/ui/explain" })
        {
            var answer = await shop.Client.GetAsync(path);

            Assert.Contains("default-src 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Markup_in_names_and_options_is_text()
    {
        foreach (var path in await shop.PathsAsync())
        {
            var answer = await shop.Client.GetAsync(path);

            Assert.Empty(answer.Page.QuerySelectorAll("img, script:not([src])"));
            Assert.DoesNotContain("<script>alert", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_page_has_a_secret()
    {
        var paths = await shop.PathsAsync();

        Assert.True(paths.Count > 15, string.Join('\n', paths));
        foreach (var path in paths)
            Assert.DoesNotContain("planted", (await shop.Client.GetAsync(path)).Text, StringComparison.OrdinalIgnoreCase);
    }
}
