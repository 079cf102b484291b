using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Store;

namespace GatewayKit.Portal.Tests.Accounts;

[Collection(SharedAccounts.Name)]
public sealed class SubscriptionTests(AccountFixture fixture)
{
    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task An_application_with_a_subscription_belongs_to_the_group_of_the_plan()
    {
        var browser = await Host.RegisterAsync("subscribe@example.com");
        var page = await CreateAsync(browser);
        var path = browser.Path;

        page = await browser.SubmitAsync(page, "/subscriptions", ("plan", "hello/free"));
        Assert.Equal(["free"], await GroupsAsync(path));
        await browser.SubmitAsync(page, "/cancel");

        Assert.Empty(await GroupsAsync(path));
    }

    [Fact]
    public async Task The_owner_of_an_api_approves_a_subscription()
    {
        var (developer, owner) = (await Host.RegisterAsync("asks@example.com"), await Host.OwnerAsync());
        var page = await CreateAsync(developer);
        var path = developer.Path;
        await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/gold"));
        Assert.Empty(await GroupsAsync(path));
        var action = $"/approvals/{IdOf(path)}/hello/gold";

        await owner.SubmitAsync(await owner.OpenAsync("/dev/approvals"), action, ("decision", "approve"));

        Assert.Equal(["gold"], await GroupsAsync(path));
        Assert.Contains("was approved", await Host.MessageAsync("asks@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_developer_reads_why_a_subscription_is_rejected()
    {
        var (developer, owner) = (await Host.RegisterAsync("rejected@example.com"), await Host.OwnerAsync());
        var page = await CreateAsync(developer);
        var path = developer.Path;
        await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/gold"));

        await owner.SubmitAsync(
            await owner.OpenAsync("/dev/approvals"), $"/approvals/{IdOf(path)}/hello/gold",
            ("decision", "reject"), ("reason", "<script>alert(1)</script>"));

        var row = (await developer.OpenAsync(path)).QuerySelector("#subscriptions tbody tr")!;
        Assert.Contains("Rejected: <script>alert(1)</script>", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", await Host.MessageAsync("rejected@example.com"), StringComparison.Ordinal);
        Assert.Empty(await GroupsAsync(path));
    }

    [Fact]
    public async Task A_subscription_that_was_canceled_is_not_approved()
    {
        var (developer, owner) = (await Host.RegisterAsync("canceled@example.com"), await Host.OwnerAsync());
        var page = await CreateAsync(developer);
        var path = developer.Path;
        page = await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/gold"));
        var approvals = await owner.OpenAsync("/dev/approvals");
        await developer.SubmitAsync(page, "/cancel");

        await owner.SubmitAsync(approvals, $"/approvals/{IdOf(path)}/hello/gold", ("decision", "approve"));

        Assert.Equal(HttpStatusCode.NotFound, owner.Status);
        Assert.Empty(await GroupsAsync(path));
    }

    [Fact]
    public async Task Only_the_owner_of_the_api_decides()
    {
        var developer = await Host.RegisterAsync("decides@example.com");
        var page = await CreateAsync(developer);
        var path = developer.Path;
        page = await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/gold"));
        var token = page.QuerySelector("input[name=token]")!.GetAttribute("value")!;

        await developer.PostAsync(
            $"/dev/approvals/{IdOf(path)}/hello/gold", new Dictionary<string, string> { ["token"] = token, ["decision"] = "approve" });

        Assert.Equal(HttpStatusCode.NotFound, developer.Status);
        Assert.Empty(await GroupsAsync(path));
        Assert.Empty((await developer.OpenAsync("/dev/approvals")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_developer_cannot_fill_the_mailbox_of_an_owner()
    {
        await using var host = await AccountHost.StartAsync();
        var developer = await host.RegisterAsync("repeats@example.com");
        var page = await CreateAsync(developer);
        for (var i = 0; i < 15; i++)
        {
            page = await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/gold"));
            page = await developer.SubmitAsync(page, "/cancel");
        }

        // The message of the registration is the last one in the queue.
        await AccountHost.RegisterAsync(host.Open(), AccountHost.Owner);
        var count = 0;
        while (!(await host.MessageAsync(AccountHost.Owner)).Contains("/account/confirm", StringComparison.Ordinal))
            count++;
        Assert.Equal(10, count);
    }

    [Fact]
    public async Task A_group_that_an_operator_added_stays()
    {
        var browser = await Host.RegisterAsync("keeps@example.com");
        var page = await CreateAsync(browser);
        var path = browser.Path;
        await AddGroupAsync(path, "staff");

        page = await browser.SubmitAsync(page, "/subscriptions", ("plan", "hello/free"));
        await browser.SubmitAsync(page, "/cancel");

        Assert.Equal(["staff"], await GroupsAsync(path));
    }

    [Theory]
    [InlineData("hello/none")]
    [InlineData("inside/free")]
    [InlineData("")]
    public async Task A_plan_that_the_api_does_not_have_is_not_subscribed(string plan)
    {
        var browser = await Host.RegisterAsync($"{Guid.NewGuid():N}@example.com");
        var page = await CreateAsync(browser);

        page = await browser.SubmitAsync(page, "/subscriptions", ("plan", plan));

        Assert.StartsWith("The plan doesn't exist", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await GroupsAsync(browser.Path));
    }

    private static async Task<IHtmlDocument> CreateAsync(Browser browser)
        => await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", "Shop"));

    private static string IdOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static EntryKey ConsumerOf(string path) => new(EntryKinds.Consumers, $"app-{IdOf(path)}");

    private async Task<string[]> GroupsAsync(string path)
    {
        var entry = (await Host.Store.ReadAsync()).Find(ConsumerOf(path))!;
        return [.. ((JsonNode.Parse(entry.Content)!["groups"] as JsonArray) ?? []).Select(group => group!.GetValue<string>())];
    }

    private async Task AddGroupAsync(string path, string group)
    {
        var content = await Host.Store.ReadAsync();
        var result = await Host.Store.ApplyAsync(new StoreChangeSet
        {
            BasedOn = content.Revision,
            Author = "operator",
            Changes = [new StoreChange { Key = ConsumerOf(path), Content = $$"""{ "groups": ["{{group}}"] }""" }],
        });
        Assert.Empty(result.Errors);
    }
}
