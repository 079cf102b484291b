using GatewayKit.Operators.Tests.Support;

namespace GatewayKit.Operators.Tests.Pages;

public sealed class StoreTests : IAsyncLifetime
{
    private OperatorHost _host = null!;
    private OperatorClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await Shop.StartStoreAsync();
        _client = await _host.OpenAsync(OperatorHost.AdminKey);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task The_revisions_lead_to_their_changes()
    {
        await _host.WriteAsync(
            $"Raise the limit {Shop.Attack}",
            ("routes/orders", Shop.Route.Replace("\"limit\": 2", "\"limit\": 3", StringComparison.Ordinal)));
        var list = await _client.ReadAsync("/ui/revisions");
        var revision = await _client.ReadAsync(list.Page.QuerySelector("tbody a")!.GetAttribute("href")!);

        Assert.Contains("Changes since revision 1", revision.Content, StringComparison.Ordinal);
        Assert.Equal(
            ["plugins[0].options.limit", "2", "3"],
            revision.Page.QuerySelectorAll("tbody th, tbody td").Select(cell => cell.TextContent));
        Assert.Empty(revision.Page.QuerySelectorAll("img"));
        Assert.Contains(Shop.Attack, revision.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ui/revisions/9", 404)]
    [InlineData("/ui/revisions/x", 404)]
    [InlineData("/ui/revisions/1?against=x", 400)]
    [InlineData("/ui/revisions/1?against=0", 200)]
    public async Task Revisions_that_do_not_exist_are_reported(string path, int status)
        => Assert.Equal(status, (await _client.GetAsync(path)).Status);

    [Fact]
    public async Task The_overview_shows_the_nodes_and_the_usage_of_all()
    {
        var overview = await Eventually.NotNullAsync(async () => await _client.ReadAsync("/ui") is var page
            && page.Content.Contains("current", StringComparison.Ordinal)
            && page.Page.QuerySelectorAll("svg.chart rect").Length > 0 ? page : null);

        Assert.Contains("Traffic of all nodes", overview.Content, StringComparison.Ordinal);
        Assert.Contains("/ui/revisions/1", overview.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_has_a_secret_of_the_store()
    {
        var paths = await Links.FollowAsync(_client, "/ui");

        Assert.Contains("/ui/revisions/1", paths);
        foreach (var path in paths)
            Assert.DoesNotContain("planted", (await _client.GetAsync(path)).Text, StringComparison.OrdinalIgnoreCase);
    }
}
