using System.Net;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Tests.Shared;
using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

[Collection(SharedBrowser.Name)]
public sealed class AccountBrowserTests(AccountBrowserFixture fixture) : IClassFixture<AccountBrowserFixture>
{
    private const string Attack = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";

    private static readonly string[] s_public =
        ["/dev/account/sign-in", "/dev/account/register", "/dev/account/forgot", "/dev/account/confirm", "/dev/account/reset"];

    private AccountHost Host => fixture.Host;

    [BrowserFact]
    public Task A_developer_gets_from_the_registration_to_a_key_and_back() => OnboardAsync("script@example.com", isScripted: true);

    [BrowserFact]
    public Task Without_JavaScript_too() => OnboardAsync("plain@example.com", isScripted: false);

    [BrowserFact]
    public async Task The_owner_of_an_api_approves_a_subscription_in_the_browser()
    {
        await using var developer = await fixture.OpenAsync();
        await RegisterAsync(developer.Page, "approve@example.com");
        await CreateAsync(developer.Page, Attack);
        await developer.Page.GetByLabel("API and plan").SelectOptionAsync("hello/gold");
        await ClickAsync(developer.Page, "Subscribe");
        await Host.AnswersAsync(HttpStatusCode.OK, await IssueAsync(developer.Page, "Issue a key"));
        await using var owner = await fixture.OpenAsync(
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 740 } });
        await RegisterAsync(owner.Page, AccountHost.Owner);

        await owner.Page.GotoAsync("/dev/approvals");
        await ClickAsync(owner.Page, $"Approve {Attack}");
        await developer.Page.ReloadAsync();

        Assert.Equal("The subscription is approved.", await owner.Page.GetByRole(AriaRole.Status).TextContentAsync());
        Assert.Equal("Active", await developer.Page.Locator("#subscriptions tbody td:nth-child(3)").TextContentAsync());
        await Host.CountsOperationsAsync(operations => operations.ContainsKey("orders"));
        foreach (var path in (string[])["/shop/v2/orders", "/shop/nowhere"])
            (await Host.Portal.GetAsync(path)).Dispose();
        await Host.CountedAsync(2, route: "orders");
        var violations = new List<string>();
        foreach (var path in (string[])["/dev/owned", "/dev/owned/hello/operations", "/dev/owned/hello"])
        {
            await owner.Page.GotoAsync(path);
            violations.AddRange(await Wcag.ViolationsAsync(owner.Page));
            if (path.EndsWith("operations", StringComparison.Ordinal))
                Assert.Equal(3, await owner.Page.Locator("table").CountAsync());
        }

        Assert.Equal(1, await owner.Page.Locator("#by-consumer th", new() { HasText = Attack }).CountAsync());
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        Assert.Empty(developer.Faults);
        Assert.Empty(owner.Faults);
    }

    [BrowserFact]
    public async Task No_page_of_accounts_violates_WCAG_in_either_theme_or_on_a_phone()
    {
        await using var browser = await fixture.OpenAsync();
        var page = browser.Page;
        var violations = new List<string>();
        foreach (var path in s_public)
        {
            await page.GotoAsync(path);
            violations.AddRange(await Wcag.AllViolationsAsync(page));
        }

        await page.GetByLabel("New password").FillAsync(new string('a', 12));
        await ClickAsync(page, "Change the password");
        violations.AddRange(await Wcag.AllViolationsAsync(page));
        await RegisterAsync(page, AccountHost.Administrator);
        violations.AddRange(await Wcag.AllViolationsAsync(page));
        await CreateAsync(page, "Shop");
        var application = page.Url;
        await ClickAsync(page, "Issue a key");
        foreach (var plan in (string[])["hello/gold", "hello/free"])
        {
            await page.GetByLabel("API and plan").SelectOptionAsync(plan);
            await ClickAsync(page, "Subscribe");
        }

        string[] paths =
        [
            application, $"{application}/usage", $"{application}/audit", "/dev/apis/hello", "/dev/account", "/dev/account/audit",
            "/dev/account/sessions",
        ];
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            violations.AddRange(await Wcag.AllViolationsAsync(page));
        }

        await page.GotoAsync($"{application}/members");
        await page.GetByLabel("E-mail address").FillAsync("invited@example.com");
        await ClickAsync(page, "Invite");
        violations.AddRange(await Wcag.AllViolationsAsync(page));
        await page.GotoAsync($"/dev/administration?q={AccountHost.Administrator}");
        violations.AddRange(await Wcag.AllViolationsAsync(page));
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        Assert.Empty(browser.Faults);
    }

    private async Task OnboardAsync(string email, bool isScripted)
    {
        await using var browser = await fixture.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = isScripted });
        var page = browser.Page;
        await RegisterAsync(page, email);
        await CreateAsync(page, "Shop");
        await page.GetByLabel("API and plan").SelectOptionAsync("hello/free");
        await ClickAsync(page, "Subscribe");

        var key = await IssueAsync(page, "Issue a key");
        await Host.AnswersAsync(HttpStatusCode.OK, key);
        var next = await IssueAsync(page, "Rotate");
        await Host.AnswersAsync(HttpStatusCode.OK, next);
        await Host.AnswersAsync(HttpStatusCode.OK, key);
        for (var i = 0; i < 2; i++)
            await page.Locator("form[action$=revoke] button").First.ClickAsync();

        await Host.AnswersAsync(HttpStatusCode.Unauthorized, key);
        await Host.AnswersAsync(HttpStatusCode.Unauthorized, next);
        await page.GetByRole(AriaRole.Link, new() { Name = "Usage" }).ClickAsync();
        Assert.Equal("Hello", await page.Locator("table").Last.Locator("tbody th").TextContentAsync());
        Assert.Empty(browser.Faults);
    }

    private async Task RegisterAsync(IPage page, string email)
    {
        await page.GotoAsync("/dev/account/register");
        await page.GetByLabel("Name").FillAsync("Dev");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(AccountHost.Password);
        await ClickAsync(page, "Register");
        await page.HasAddressAsync("/account/sign-in$");
        await page.GotoAsync(await Host.LinkAsync(email));
        await page.GetByLabel("Password").FillAsync(AccountHost.Password);
        await ClickAsync(page, "Confirm");
        await page.HasAddressAsync("/applications$");
    }

    private static async Task CreateAsync(IPage page, string name)
    {
        await page.GotoAsync("/dev/applications");
        await page.GetByLabel("Name").FillAsync(name);
        await ClickAsync(page, "Create");
        await page.HasAddressAsync("/applications/[^/]+$");
    }

    private static async Task<string> IssueAsync(IPage page, string button)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        return (await page.Locator("#new-key").TextContentAsync())!;
    }

    private static Task ClickAsync(IPage page, string button)
        => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
