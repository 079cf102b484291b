using System.Net;
using AngleSharp.Html.Dom;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Accounts;

/// <summary>Subscriptions that owners withdraw, or whose plans change.</summary>
[Collection(SharedAccounts.Name)]
public sealed class EndedSubscriptionTests(AccountFixture fixture)
{
    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task An_owner_withdraws_a_subscription_for_a_reason()
    {
        var (developer, owner) = (await Host.RegisterAsync("withdrawn@example.com"), await Host.OwnerAsync());
        var page = await AccountHost.CreateAsync(developer);
        var path = developer.Path;
        await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/free"));
        Assert.Equal(["free"], await Host.GroupsAsync(path));

        await WithdrawAsync(owner, path, "free");

        Assert.Empty(await Host.GroupsAsync(path));
        Assert.Contains(
            "Withdrawn by the owner: Abuse", (await developer.OpenAsync(path)).QuerySelector("#subscriptions")!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains("Reason: Abuse", await Host.MessageAsync("withdrawn@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_withdrawal_the_owner_decides_also_about_a_plan_with_automatic_approval()
    {
        var (developer, owner) = (await Host.RegisterAsync("again-asks@example.com"), await Host.OwnerAsync());
        var page = await AccountHost.CreateAsync(developer);
        var path = developer.Path;
        page = await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/free"));
        await WithdrawAsync(owner, path, "free");

        page = await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/free"));
        page = await developer.SubmitAsync(page, "/cancel");
        await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/free"));
        Assert.Empty(await Host.GroupsAsync(path));
        await owner.SubmitAsync(
            await owner.OpenAsync("/dev/approvals"), $"/approvals/{AccountHost.IdOf(path)}/hello/free", ("decision", "approve"));

        Assert.Equal(["free"], await Host.GroupsAsync(path));
    }

    [Fact]
    public async Task Only_the_owner_of_the_api_withdraws()
    {
        var developer = await Host.RegisterAsync("keeps-plan@example.com");
        var page = await AccountHost.CreateAsync(developer);
        var path = developer.Path;
        page = await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/free"));

        Assert.Empty((await developer.OpenAsync("/dev/approvals/active")).QuerySelectorAll("tbody tr"));
        await developer.PostAsync(
            $"/dev/approvals/{AccountHost.IdOf(path)}/hello/free/withdraw",
            new Dictionary<string, string>
            {
                ["token"] = page.QuerySelector("input[name=token]")!.GetAttribute("value")!,
                ["reason"] = "Mine",
            });

        Assert.Equal(HttpStatusCode.NotFound, developer.Status);
        Assert.Equal(["free"], await Host.GroupsAsync(path));
    }

    [Fact]
    public async Task A_subscription_loses_the_group_that_it_was_granted_also_if_the_plan_has_another_one()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, page) = await SubscribeAsync(host);
        var path = browser.Path;
        await ReloadAsync(host, "free: { title: Free, group: free,", "free: { title: Free, group: staff,");

        await browser.SubmitAsync(page, "/keys", ("days", ""));
        Assert.Equal(["free"], await host.GroupsAsync(path));
        await browser.SubmitAsync(page, "/cancel");

        Assert.Empty(await host.GroupsAsync(path));
    }

    [Fact]
    public async Task A_subscription_to_a_plan_that_does_not_exist_any_more_is_canceled_at_the_next_step()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, page) = await SubscribeAsync(host);
        var path = browser.Path;
        await ReloadAsync(host, "free: { title: Free, group: free, apis: [hello] }", "");

        page = await browser.SubmitAsync(page, "/keys", ("days", ""));

        Assert.Empty(await host.GroupsAsync(path));
        Assert.Contains("Canceled: The plan doesn't exist", page.QuerySelector("#subscriptions")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_of_plans_and_apis_that_differ_in_case_are_the_same()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, page) = await SubscribeAsync(host);
        var path = browser.Path;
        await browser.SubmitAsync(page, "/subscriptions", ("plan", "hello/gold"));
        await ReloadAsync(host, "hello]", "Hello]", "free: { title", "Free: { title", "\n    hello:\n", "\n    Hello:\n");
        var owner = await host.OwnerAsync();

        await owner.SubmitAsync(await owner.OpenAsync("/dev/approvals"), "/hello/gold", ("decision", "approve"));
        Assert.Equal(["free", "gold"], await host.GroupsAsync(path));
        page = await browser.SubmitAsync(await browser.OpenAsync(path), "/subscriptions", ("plan", "Hello/Free"));

        Assert.Equal(2, page.QuerySelectorAll("#subscriptions tbody tr").Length);
    }

    private static async Task WithdrawAsync(Browser owner, string path, string plan)
        => await owner.SubmitAsync(
            await owner.OpenAsync("/dev/approvals/active"), $"/approvals/{AccountHost.IdOf(path)}/hello/{plan}/withdraw",
            ("reason", "Abuse"));

    private static async Task<(Browser Browser, IHtmlDocument Page)> SubscribeAsync(AccountHost host)
    {
        var browser = await host.RegisterAsync("dev@example.com");
        var page = await browser.SubmitAsync(await AccountHost.CreateAsync(browser), "/subscriptions", ("plan", "hello/free"));
        Assert.Equal(["free"], await host.GroupsAsync(browser.Path));
        return (browser, page);
    }

    /// <summary>Replaces texts of the configuration.</summary>
    private static async Task ReloadAsync(AccountHost host, params string[] texts)
    {
        var configuration = AccountHost.Configuration;
        foreach (var pair in texts.Chunk(2))
        {
            Assert.Contains(pair[0], configuration, StringComparison.Ordinal);
            configuration = configuration.Replace(pair[0], pair[1], StringComparison.Ordinal);
        }

        Assert.Empty(await host.Portal.ReloadAsync(configuration));
    }
}
