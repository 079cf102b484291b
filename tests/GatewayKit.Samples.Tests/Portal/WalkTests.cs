using System.Globalization;
using System.Net;
using GatewayKit.Portal.Tests.Browsers;
using GatewayKit.Tests.Shared;
using Microsoft.Playwright;

namespace GatewayKit.Samples.Portal;

/// <summary>The way of the README, from the catalog to a limit that an operator changes and rolls back. Each reader also opens every page,
/// which must be accessible and have little script.</summary>
[Collection(SharedPortal.Name)]
public sealed class WalkTests(PortalFixture fixture) : IDisposable
{
    private const string Limit = "/ui/options/groups/basic/rate-limit/-";

    private static readonly string[] s_publicPages =
    [
        "/", "/?q=order", "/apis/orders", "/apis/orders/v1", "/apis/orders/v1/operations/listOrders",
        "/apis/orders/v1/operations/createOrder", "/guides/start", "/account/sign-in", "/account/register", "/account/forgot",
        "/account/confirm", "/account/reset",
    ];

    private static readonly string[] s_developerPages =
        ["/applications", "/apis/stock", "/apis/stock/v1", "/account", "/account/audit", "/account/sessions"];

    private static readonly string[] s_applicationPages = ["", "/usage", "/members", "/audit"];

    private static readonly string[] s_ownerPages = ["/approvals", "/approvals/active", "/owned", "/owned/orders"];

    private static readonly string[] s_operatorPages =
    [
        "/ui", "/ui/routes", "/ui/routes/orders", "/ui/clusters", "/ui/clusters/orders", "/ui/plugins", "/ui/plugins/rate-limit",
        "/ui/explain", "/ui/revisions", "/ui/revisions/1", "/ui/revisions/1/rollback", "/ui/revisions/1/rollback?portal=true",
        "/ui/approvals", "/ui/errors", Limit,
    ];

    private readonly SampleClient _client = new(fixture.Sample.Gateway);

    public void Dispose() => _client.Dispose();

    [BrowserFact]
    public async Task A_developer_an_owner_and_an_operator_do_what_the_README_says()
    {
        await using var developer = await fixture.OpenPortalAsync();
        await developer.CheckAsync(s_publicPages);
        await FindOperationAsync(developer);
        await developer.SignInAsync("Dan");
        await developer.CreateAsync("Walk", "orders/basic");
        var application = developer.Page.Url;
        var key = await developer.IssueKeyAsync("Issue a key");
        await CallUntilLimitedAsync(developer, key);
        await SeeUsageAsync(developer, application);
        await developer.CheckAsync([.. s_developerPages, .. s_applicationPages.Select(path => application + path)]);
        await RotateAndRevokeAsync(developer, application, key);
        await ApproveAsync(developer);
        await using var operators = await fixture.OpenOperatorsAsync();
        await RejectAsync(developer, operators);
        await ChangeLimitAsync(operators, await IssueAnotherAsync(developer, application));
        await operators.CheckAsync(s_operatorPages);

        Assert.Empty(developer.Faults);
        Assert.Empty(operators.Faults);
    }

    private static async Task FindOperationAsync(SampleBrowser developer)
    {
        var page = developer.Page;
        await page.GotoAsync("/");
        await page.GetByLabel("Search APIs and operations").FillAsync("create order");
        await developer.ClickAsync("Search");
        await page.Locator("#results a", new() { HasText = "Create an order" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Create an order" }).WaitForAsync();

        Assert.Contains("X-Api-Key", await page.Locator("#try-code").TextContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>Calls from the page and over HTTP: five requests a minute pass.</summary>
    private async Task CallUntilLimitedAsync(SampleBrowser developer, string key)
    {
        await _client.UntilAsync(key, (status, _) => status == HttpStatusCode.OK);
        await developer.TryAsync("/apis/orders/v1/operations/listOrders", key, "green tea");

        // A slow machine needs longer than the window.
        do
            await _client.UntilAsync(key, (status, _) => status == HttpStatusCode.TooManyRequests);
        while (await developer.TryAgainAsync() != "429 Too Many Requests");
    }

    private static async Task SeeUsageAsync(SampleBrowser developer, string application)
    {
        await developer.Page.GotoAsync(application);
        await developer.FollowAsync("Usage");
        var row = developer.Page.Locator("table").Last.Locator("tbody tr", new() { HasText = "Orders" });
        for (var attempt = 0; attempt < 60 && (await NumberAsync(row, 0) < 5 || await NumberAsync(row, 1) < 2); attempt++)
        {
            await Task.Delay(1000);
            await developer.Page.ReloadAsync();
        }

        Assert.InRange(await NumberAsync(row, 0), 5, int.MaxValue);
        Assert.InRange(await NumberAsync(row, 1), 2, int.MaxValue);
    }

    private async Task RotateAndRevokeAsync(SampleBrowser developer, string application, string key)
    {
        await developer.Page.GotoAsync(application);
        var next = await developer.IssueKeyAsync("Rotate");
        await _client.UntilAsync(next, (status, _) => status != HttpStatusCode.Unauthorized);
        Assert.NotEqual(HttpStatusCode.Unauthorized, (await _client.CallAsync(key)).Status);
        for (var i = 0; i < 2; i++)
        {
            await developer.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).First.ClickAsync();
            await developer.Page.GetByText("The key is revoked.").WaitForAsync();
        }

        await _client.UntilAsync(key, (status, _) => status == HttpStatusCode.Unauthorized);
        await _client.UntilAsync(next, (status, _) => status == HttpStatusCode.Unauthorized);
    }

    private async Task ApproveAsync(SampleBrowser developer)
    {
        await developer.CreateAsync("Walk for gold", "orders/gold");
        await using var owner = await fixture.OpenPortalAsync();
        await owner.SignInAsync("Olga");
        await owner.FollowAsync("Account");
        await owner.FollowAsync("Approvals for your APIs");
        await owner.ClickAsync("Approve Walk for gold");
        await owner.Page.GetByText("The subscription is approved.").WaitForAsync();
        await developer.Page.ReloadAsync();

        Assert.Equal("Active", await developer.Page.Locator("#subscriptions tbody td:nth-child(3)").TextContentAsync());
        await owner.CheckAsync(s_ownerPages);
        Assert.Empty(owner.Faults);
    }

    private static async Task<string> IssueAnotherAsync(SampleBrowser developer, string application)
    {
        await developer.Page.GotoAsync(application);
        return await developer.IssueKeyAsync("Issue a key");
    }

    private static async Task RejectAsync(SampleBrowser developer, SampleBrowser operators)
    {
        await developer.CreateAsync("Walk for more", "orders/gold");
        await operators.FollowAsync("Approvals");
        var request = operators.Page.Locator("tbody tr", new() { HasText = "Walk for more" });
        await request.GetByLabel("Reason of a rejection").FillAsync("Basic is sufficient");
        await request.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await operators.Page.GetByText("The subscription is rejected.").WaitForAsync();
        await developer.Page.ReloadAsync();

        Assert.Equal(
            ["Orders", "Gold", "Rejected: Basic is sufficient"],
            (await developer.Page.Locator("#subscriptions tbody tr").First.Locator("th, td").AllTextContentsAsync()).Take(3));
    }

    private async Task ChangeLimitAsync(SampleBrowser operators, string key)
    {
        await _client.UntilAsync(key, (_, policy) => policy?.Contains("q=5;", StringComparison.Ordinal) == true);
        var page = operators.Page;
        await page.GotoAsync("/ui/revisions");
        var before = await page.Locator("tbody th a").First.TextContentAsync();
        await page.GotoAsync("/ui/plugins/rate-limit");
        await operators.FollowAsync("Change the options in groups/basic");
        await page.GetByLabel("limit", new() { Exact = true }).FillAsync("50");
        await page.GetByLabel("Message of the revision").FillAsync("More for Basic");
        await operators.ClickAsync("Preview");
        await operators.ClickAsync("Save revision");
        await page.HasAddressAsync("/ui/revisions/[^/]+$");
        await _client.UntilAsync(key, (_, policy) => policy?.Contains("q=50;", StringComparison.Ordinal) == true);

        await page.GotoAsync($"/ui/revisions/{before}");
        await operators.FollowAsync("Roll back to this revision");
        await operators.ClickAsync("Roll back");
        await page.GetByText($"Roll back to revision {before}.").WaitForAsync();
        await _client.UntilAsync(key, (_, policy) => policy?.Contains("q=5;", StringComparison.Ordinal) == true);
    }

    private static async Task<int> NumberAsync(ILocator row, int cell)
        => await row.CountAsync() == 0 ? 0 : int.Parse(await row.Locator("td").Nth(cell).InnerTextAsync(), CultureInfo.InvariantCulture);
}
