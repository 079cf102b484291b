using GatewayKit.Operators.Tests.Support;
using GatewayKit.Portal.Tests.Browsers;
using Microsoft.Playwright;

namespace GatewayKit.Operators.Tests.Browsers;

public sealed class BrowserTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const string Limit = "/ui/options/routes/orders/rate-limit/-";

    private static readonly string[] s_pages =
    [
        "/ui", "/ui/routes", "/ui/routes/orders", "/ui/routes/orders/maintenance", "/ui/clusters", "/ui/clusters/orders",
        "/ui/clusters/orders/destinations/one", "/ui/plugins", "/ui/plugins/rate-limit", "/ui/explain", "/ui/revisions",
        "/ui/revisions/1", "/ui/revisions/0/rollback", "/ui/errors", Limit, "/ui/options/routes/orders/upstream-auth/-",
        "/ui/routes/none",
    ];

    [BrowserFact]
    public async Task No_page_violates_WCAG_in_either_theme_or_on_a_phone()
    {
        await using var browser = await fixture.OpenAsync();
        var violations = new List<string>();
        foreach (var path in s_pages)
        {
            await browser.Page.GotoAsync(path);
            violations.AddRange(await Wcag.AllViolationsAsync(browser.Page));
        }

        Assert.True(violations.Count == 0, string.Join("\n", violations));
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task An_input_is_checked_while_the_operator_types()
    {
        await using var browser = await fixture.OpenAsync();
        var page = browser.Page;

        await page.GotoAsync(Limit);
        await page.GetByLabel("limit", new() { Exact = true }).FillAsync("0");
        await page.Locator("#check", new() { HasText = "options.limit is 0" }).WaitForAsync();
        browser.Faults.Clear();
        await page.GetByLabel("limit", new() { Exact = true }).FillAsync("5");
        await page.Locator("#check", new() { HasText = "The configuration with the change is valid." }).WaitForAsync();

        Assert.Empty(browser.Faults);
    }

    /// <summary>An operator changes a limit by the form, sees the effect at the gateway, and rolls it back.</summary>
    [BrowserFact]
    public Task An_operator_changes_a_limit_and_rolls_it_back() => ChangeAndRollBackAsync(true);

    [BrowserFact]
    public Task An_operator_changes_a_limit_and_rolls_it_back_without_JavaScript() => ChangeAndRollBackAsync(false);

    private async Task ChangeAndRollBackAsync(bool hasScript)
    {
        await using var host = await Shop.StartStoreAsync();
        await host.AnswersAsync("/orders/1", 429);
        await using var browser = await fixture.OpenAsync(host, new BrowserNewContextOptions { JavaScriptEnabled = hasScript });
        var page = browser.Page;

        await page.GotoAsync("/ui/routes/orders");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change the options of rate-limit" }).ClickAsync();
        await page.GetByLabel("limit", new() { Exact = true }).FillAsync("1000");
        await page.GetByLabel("Message of the revision").FillAsync("More orders");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save revision" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Revision 2", Exact = true }).WaitForAsync();
        await host.AnswersAsync("/orders/1", 200);

        await page.GotoAsync("/ui/revisions/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Roll back to this revision" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Revision 3", Exact = true }).WaitForAsync();
        await host.AnswersAsync("/orders/1", 429);

        Assert.Empty(browser.Faults);
    }
}
