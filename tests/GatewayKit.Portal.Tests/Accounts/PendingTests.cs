using AngleSharp.Html.Dom;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class PendingTests
{
    [Theory]
    [InlineData(TestStore.Sqlite)]
    [Postgres]
    public async Task An_owner_sees_all_subscriptions_that_wait_on_pages(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await AccountHost.StartAsync(store: store.Connection);
        var owner = await host.OwnerAsync();
        await host.InTablesAsync(context => AddAsync(context, 120));

        var page = await owner.OpenAsync("/dev/approvals");
        Assert.Equal(("Subscriptions 1 to 50 of 120, the oldest first.", "A000", 50), Shown(page));
        page = await owner.OpenAsync(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(("Subscriptions 51 to 100 of 120, the oldest first.", "A050", 50), Shown(page));
        page = await owner.OpenAsync("/dev/approvals?page=2000000000");

        Assert.Equal(("Subscriptions 101 to 120 of 120, the oldest first.", "A100", 20), Shown(page));
        Assert.Null(page.QuerySelector("a[rel=next]"));
        Assert.Equal("/dev/approvals?page=2", page.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("none")]
    [InlineData("99999999999999999999")]
    public async Task Another_page_is_the_first(string number)
    {
        await using var host = await AccountHost.StartAsync();
        var owner = await host.OwnerAsync();
        await host.InTablesAsync(context => AddAsync(context, 1));

        Assert.Equal(
            ("Subscriptions 1 to 1 of 1, the oldest first.", "A000", 1), Shown(await owner.OpenAsync($"/dev/approvals?page={number}")));
    }

    private static (string Text, string First, int Rows) Shown(IHtmlDocument page)
        => (page.QuerySelector("#pending")!.TextContent, page.QuerySelector("tbody th")!.TextContent,
            page.QuerySelectorAll("tbody tr").Length);

    private static Task<int> AddAsync(PortalContext context, int number)
    {
        var developer = new Developer { Id = Guid.NewGuid(), UserName = "many" };
        context.Developers.Add(developer);
        for (var i = 0; i < number; i++)
        {
            context.Applications.Add(
                new ApplicationRow { Id = $"id{i}", Owner = developer.Id, Name = $"A{i:000}", Created = DateTime.UnixEpoch });
            context.Subscriptions.Add(new SubscriptionRow
            {
                Application = $"id{i}",
                Api = "hello",
                Plan = "gold",
                State = SubscriptionState.Pending,
                Changed = DateTime.UnixEpoch.AddMinutes(i),
            });
        }

        return context.SaveChangesAsync();
    }
}
