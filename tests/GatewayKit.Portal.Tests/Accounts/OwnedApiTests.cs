using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class OwnedApiTests
{
    private const string Configuration = """
        routes:
          shop-v1: { clusterId: up, match: { path: "/v1/{**rest}" }, plugins: [ { name: key-auth } ] }
          shop-v2: { clusterId: up, match: { path: "/v2/{**rest}" }, plugins: [ { name: key-auth } ] }
          hello: { clusterId: up, match: { path: /hello }, plugins: [ { name: key-auth } ] }
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        portal:
          apis:
            shop:
              title: Shop
              owner: { name: Shop team, email: shop@example.com }
              versions:
                - { version: v2, routes: [SHOP-V2] }
                - { version: v1, routes: [shop-v1], lifecycle: deprecated, sunset: 2027-06-30 }
            hello:
              owner: { name: Hello team, email: hello@example.com }
              versions: [ { version: v1, routes: [hello] } ]
        """;

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [Postgres]
    public async Task The_owner_of_an_api_sees_its_versions_and_consumers(string kind)
    {
        await using var host = await StartAsync(kind);
        await CallAsync(host, "dev@example.com", "/v1/a", "/v1/a", "/v2/b");
        using (await host.Portal.GetAsync("/v2/b"))
        {
        }

        await host.CountedAsync(2, route: "shop-v2");

        var page = await (await host.RegisterAsync("shop@example.com")).OpenAsync("/dev/owned/shop?days=1");

        Assert.Equal(["v2 Active 2 1 0", "v1 Deprecated, sunset 2027-06-30 2 0 0"], Rows(page, "version", 5));
        Assert.Equal(["Till Dev, dev@example.com 3 0 0", "Without a caller - 1 1 0"], Rows(page, "consumer", 5));
        Assert.Equal(
            ["Till Dev, dev@example.com v1, Deprecated, sunset 2027-06-30 2"], Rows(page, "deprecated", 4));
        Assert.Equal(24, Rows(page, "time", 1).Length);
        Assert.Single(page.QuerySelectorAll("rect.client"));
    }

    [Fact]
    public async Task The_usage_of_an_api_can_be_downloaded()
    {
        await using var host = await StartAsync();
        await CallAsync(host, "dev@example.com", "/v1/a");
        var owner = await host.RegisterAsync("shop@example.com");

        using var response = await owner.SendAsync(HttpMethod.Get, "/dev/owned/shop/usage.csv?days=7", null);

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains("\r\nconsumer,\"Till\",1,1,0,0,", text, StringComparison.Ordinal);
        Assert.Contains(",\"Dev, dev@example.com; v1, Deprecated, sunset 2027-06-30\"\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_usage_of_an_api_of_another_owner_does_not_exist()
    {
        await using var host = await StartAsync();
        foreach (var email in (string[])["hello@example.com", "dev@example.com"])
        {
            var other = await host.RegisterAsync(email);
            foreach (var path in (string[])["/dev/owned/shop", "/dev/owned/shop/usage.csv", "/dev/owned/none"])
            {
                await other.OpenAsync(path);
                Assert.Equal(HttpStatusCode.NotFound, other.Status);
            }
        }
    }

    [Fact]
    public async Task A_reader_who_is_not_signed_in_gets_no_usage()
    {
        await using var host = await StartAsync();
        var browser = host.Open();

        await browser.OpenAsync("/dev/owned/shop/usage.csv");

        Assert.StartsWith("/dev/account/sign-in?", browser.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_owners_have_a_list_of_their_apis()
    {
        await using var host = await StartAsync();
        var (owner, developer) = (await host.RegisterAsync("hello@example.com"), await host.RegisterAsync("dev@example.com"));

        var links = (await owner.OpenAsync("/dev/owned")).QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href"));
        var others = await developer.OpenAsync("/dev/owned");

        Assert.Equal(["/dev/owned/hello"], links);
        Assert.Empty(others.QuerySelectorAll("table"));
        Assert.Empty(others.QuerySelectorAll("nav a[href='/dev/owned']"));
    }

    private static string[] Rows(IHtmlDocument page, string kind, int cells)
        => [.. page.QuerySelectorAll($"#by-{kind} tbody tr").Select(
            row => string.Join(' ', row.Children.Take(cells).Select(cell => cell.TextContent)))];

    private static async Task<AccountHost> StartAsync(string kind = TestStore.Sqlite) => await AccountHost.StartAsync(
        store: kind == TestStore.Sqlite ? null : await (await PostgresServer.Shared).CreateDatabaseAsync(), configuration: Configuration);

    /// <summary>Sends requests with the key of a new application.</summary>
    private static async Task CallAsync(AccountHost host, string email, params string[] paths)
    {
        var (application, key) = await AccountHost.IssueAsync(await host.RegisterAsync(email), "Till");
        await host.AnswersAsync(HttpStatusCode.OK, key);
        foreach (var path in paths)
        {
            using var response = await host.Portal.GetAsync(path, ("X-Api-Key", key));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await host.CountedAsync(paths.Length + 1, application: application);
    }
}
