using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Statistics;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class OwnedOperationTests(OperationFixture fixture) : IClassFixture<OperationFixture>
{
    private const string Page = "/dev/owned/shop/operations";

    private AccountHost Host => fixture.Host;

    [Fact]
    public Task The_owner_sees_called_unused_and_undocumented_operations() => AssertShownAsync(fixture.Owner);

    [Theory]
    [Postgres]
    public async Task On_PostgreSQL_too(string kind)
    {
        var (host, owner) = await OperationFixture.StartAsync(kind);
        await using var disposed = host;

        await AssertShownAsync(owner);
    }

    [Fact]
    public async Task Operations_are_ordered_by_links()
    {
        var page = await fixture.Owner.OpenAsync($"{Page}?days=1");
        var link = page.QuerySelectorAll("ul[aria-label=Order] a").Single(a => a.TextContent == "Server errors").GetAttribute("href")!;

        page = await fixture.Owner.OpenAsync(link);

        Assert.Equal("GET /v2/orders/{id}", Rows(page, "operation")[0][0]);
        Assert.Equal(["24 hours", "Server errors"], page.QuerySelectorAll(".badges [aria-current]").Select(a => a.TextContent));
        Assert.Contains($"{Page}?days=7&sort=server-errors", page.QuerySelectorAll(".badges a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Operations_can_be_downloaded()
    {
        using var response = await fixture.Owner.SendAsync(HttpMethod.Get, "/dev/owned/shop/operations.csv?days=1", null);

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.StartsWith("operation,\"GET /v2/orders\",3,3,0,0,", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("undocumented,\"POST\",1,1,0,0,", StringComparison.Ordinal));
        Assert.Contains("unused,\"POST /v2/orders\",0,0,0,0,,,\"Create an order; v2\"", lines);
    }

    [Fact]
    public async Task Names_of_operations_are_encoded()
    {
        var page = await fixture.Owner.OpenAsync("/dev/owned/hostile/operations?days=1");

        var row = Assert.Single(Rows(page, "operation"));
        Assert.StartsWith("GET /a/<script>alert(1)</script>\"><img", row[0], StringComparison.Ordinal);
        Assert.StartsWith("<script>alert(1)</script>\"><img", row[1], StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script, main img, [onerror], a[href^='javascript:']"));
    }

    [Fact]
    public async Task The_operations_of_an_api_of_another_owner_do_not_exist()
    {
        var other = await Host.RegisterAsync("other@example.com");
        foreach (var path in (string[])[Page, $"{Page}.csv", "/dev/owned/none/operations"])
        {
            await other.OpenAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }

        Assert.Empty((await other.OpenAsync("/dev/owned/other/operations")).QuerySelectorAll("table"));
    }

    [Fact]
    public async Task A_reader_who_is_not_signed_in_gets_no_operations()
    {
        var browser = Host.Open();

        await browser.OpenAsync($"{Page}.csv");

        Assert.StartsWith("/dev/account/sign-in?", browser.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Finding_an_operation_costs_no_memory()
    {
        var version = Assert.Single(
            Host.Portal.Gateway.Services.GetRequiredService<UsageCollector>().Operations!["shop-v2"]);

        Assert.Equal("GET /v2/orders/{id}", version.Find("GET", "/v2/orders/7"));
        Assert.Equal(0, AllocatedBytes.Of(() => version.Find("GET", "/v2/orders/7")));
        Assert.Equal(0, AllocatedBytes.Of(() => version.Find("GET", "/v2/nowhere")));
    }

    [Fact]
    public async Task A_reload_changes_the_operations_that_are_counted()
    {
        await using var host = await AccountHost.StartAsync(configuration: OperationFixture.Configuration);
        await host.CountsOperationsAsync(operations => operations.ContainsKey("shop-v1"));

        Assert.Empty(await host.Portal.ReloadAsync(
            OperationFixture.Configuration.Replace("routes: [shop-v1]", "routes: [other]", StringComparison.Ordinal)));

        await host.CountsOperationsAsync(operations => operations.ContainsKey("other") && !operations.ContainsKey("shop-v1"));
    }

    [Fact]
    public async Task Without_the_option_there_is_no_page_and_no_count()
    {
        await using var host = await AccountHost.StartAsync(
            options => options.OperationStatistics = false, configuration: OperationFixture.Configuration);
        var owner = await host.RegisterAsync("shop@example.com");

        Assert.Empty((await owner.OpenAsync("/dev/owned/shop")).QuerySelectorAll($"a[href^='{Page}']"));
        await owner.OpenAsync(Page);

        Assert.Equal(HttpStatusCode.NotFound, owner.Status);
        Assert.Null(host.Portal.Gateway.Services.GetRequiredService<UsageCollector>().Operations);
    }

    private static async Task AssertShownAsync(Browser owner)
    {
        var page = await owner.OpenAsync($"{Page}?days=1");

        Assert.Equal(
            ["GET /v2/orders|List orders|v2|3|0|0", "GET /v1/orders|List orders of old|v1|1|0|0",
             "GET /v2/orders/{id}|Get an order|v2|1|0|1"],
            Rows(page, "operation").Select(row => string.Join('|', row.Where((_, index) => index is < 3 or (> 3 and < 7)))));
        Assert.All(Rows(page, "operation"), row => Assert.Matches("^20[0-9-]{8} [0-9]{2}:00$", row[3]));
        Assert.Equal(["GET|v2|2", "POST|v1|1"], Rows(page, "undocumented").Select(row => $"{row[0]}|{row[1]}|{row[3]}"));
        Assert.Equal(
            ["POST /v2/orders|Create an order|v2", "DELETE /v2/orders|-|v2"],
            Rows(page, "unused").Select(row => string.Join('|', row)));
        Assert.Single((await owner.OpenAsync("/dev/owned/shop")).QuerySelectorAll($"a[href^='{Page}?']"));
    }

    private static string[][] Rows(IHtmlDocument page, string kind)
        => [.. page.QuerySelectorAll($"#by-{kind} tbody tr").Select(
            row => row.Children.Select(cell => cell.TextContent).ToArray())];
}
