using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Pages;

[Collection(SharedPortal.Name)]
public sealed class CatalogTests(PortalFixture fixture)
{
    [Fact]
    public async Task The_catalog_lists_the_apis_with_their_current_version()
    {
        var page = await fixture.Portal.ReadAsync("/dev");

        var cards = page.QuerySelectorAll(".card");
        Assert.Equal(["<script>alert(1)</script>", "Orders", "Plain"], cards.Select(card => card.QuerySelector("h3")!.TextContent));
        Assert.Contains("Create and follow orders.", cards[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("/dev/apis/orders/v2", cards[1].QuerySelector("p a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("?tag=SALES", "Orders")]
    [InlineData("?lifecycle=deprecated", "Orders")]
    [InlineData("?lifecycle=preview", "Plain")]
    [InlineData("?lifecycle=retired")]
    public async Task Filters_narrow_the_catalog(string query, params string[] titles)
        => Assert.Equal(titles, (await fixture.Portal.ReadAsync($"/dev{query}")).QuerySelectorAll(".card h3").Select(h => h.TextContent));

    [Theory]
    [InlineData("create order", "/dev/apis/orders/v2/operations/createOrder")]
    [InlineData("listorders", "/dev/apis/orders/v2/operations/listOrders")]
    [InlineData("plain", "/dev/apis/plain")]
    public async Task A_search_finds_apis_and_operations(string words, string first)
    {
        var page = await fixture.Portal.ReadAsync($"/dev?q={Uri.EscapeDataString(words)}");

        Assert.Equal(first, page.QuerySelector("#results a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_search_without_results_says_so()
        => Assert.Equal("No results", (await fixture.Portal.ReadAsync("/dev?q=zebra")).QuerySelector("#results h2")!.TextContent);

    [Fact]
    public async Task A_long_search_is_cut()
    {
        var page = await fixture.Portal.ReadAsync($"/dev?q={new string('a', 5000)}");

        Assert.Equal(200, page.QuerySelector("#q")!.GetAttribute("value")!.Length);
    }

    [Fact]
    public async Task The_page_of_an_api_shows_its_versions_beside_each_other()
    {
        var page = await fixture.Portal.ReadAsync("/dev/apis/ORDERS");

        Assert.Equal(["v2", "v1"], page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal(["Active", "Deprecated, sunset 2027-06-30"], page.QuerySelectorAll(".badge").Select(badge => badge.TextContent));
        Assert.Equal("mailto:shop@example.com", page.QuerySelector("a[href^=mailto]")!.GetAttribute("href"));
        Assert.Equal("About", page.QuerySelector(".markdown h2")!.TextContent);
    }

    [Fact]
    public async Task A_guide_is_listed_and_shown()
    {
        var page = await fixture.Portal.ReadAsync("/dev/guides/start");

        Assert.Equal(["Welcome", "Deep"], page.QuerySelectorAll(".markdown h2, .markdown h3").Select(heading => heading.TextContent));
        Assert.Equal("page", page.QuerySelector("nav a[href='/dev/guides/start']")!.GetAttribute("aria-current"));
    }

    [Theory]
    [InlineData("/dev/apis/none")]
    [InlineData("/dev/apis/orders/v9")]
    [InlineData("/dev/apis/orders/v9/openapi.json")]
    [InlineData("/dev/apis/orders/v2/operations/none")]
    [InlineData("/dev/guides/none")]
    [InlineData("/dev/assets/portal.css")]
    public async Task A_missing_part_is_404(string path)
    {
        using var response = await fixture.Portal.GetAsync(path);

        Assert.Equal(404, (int)response.StatusCode);
    }
}
