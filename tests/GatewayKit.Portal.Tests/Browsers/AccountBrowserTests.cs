using System.Net;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using GatewayKit.Portal.Tests.Support;
using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

public sealed class AccountBrowserTests(AccountBrowserFixture fixture) : IClassFixture<AccountBrowserFixture>
{
    private const string Attack = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";

    private static readonly string[] s_public =
        ["/dev/account/sign-in", "/dev/account/register", "/dev/account/forgot", "/dev/account/confirm", "/dev/account/reset"];

    /// <summary>The only rule that depends on the theme.</summary>
    private static readonly AxeRunOptions s_contrast = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] },
    };

    private static readonly AxeRunOptions s_rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

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
        var violations = new List<string>();
        foreach (var path in (string[])["/dev/owned", "/dev/owned/hello"])
        {
            await owner.Page.GotoAsync(path);
            await CheckAsync(owner.Page, s_rules, violations);
        }

        Assert.Equal(1, await owner.Page.Locator("#by-consumer th", new() { HasText = Attack }).CountAsync());
        Assert.Empty(violations);
        Assert.Empty(developer.Faults);
        Assert.Empty(owner.Faults);
    }

    [BrowserFact]
    public Task No_page_of_accounts_violates_WCAG_in_the_light_theme()
        => AssertAccessibleAsync(
            AccountBrowserFixture.Readers[0], new BrowserNewContextOptions { ColorScheme = ColorScheme.Light }, s_rules);

    [BrowserFact]
    public Task No_page_of_accounts_violates_WCAG_in_the_dark_theme()
        => AssertAccessibleAsync(
            AccountBrowserFixture.Readers[1], new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark }, s_contrast);

    [BrowserFact]
    public Task No_page_of_accounts_violates_WCAG_or_scrolls_sideways_on_a_phone()
        => AssertAccessibleAsync(
            AccountBrowserFixture.Readers[2],
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 740 } }, s_rules);

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

    private async Task AssertAccessibleAsync(string email, BrowserNewContextOptions options, AxeRunOptions rules)
    {
        await using var browser = await fixture.OpenAsync(options);
        var page = browser.Page;
        var violations = new List<string>();
        foreach (var path in s_public)
        {
            await page.GotoAsync(path);
            await CheckAsync(page, rules, violations);
        }

        await page.GetByLabel("New password").FillAsync(new string('a', 12));
        await ClickAsync(page, "Change the password");
        await CheckAsync(page, rules, violations);
        await RegisterAsync(page, email);
        await CheckAsync(page, rules, violations);
        await CreateAsync(page, "Shop");
        var application = page.Url;
        await ClickAsync(page, "Issue a key");
        foreach (var plan in (string[])["hello/gold", "hello/free"])
        {
            await page.GetByLabel("API and plan").SelectOptionAsync(plan);
            await ClickAsync(page, "Subscribe");
        }

        foreach (var path in (string[])[application, $"{application}/usage", "/dev/apis/hello", "/dev/account", "/dev/account/audit"])
        {
            await page.GotoAsync(path);
            await CheckAsync(page, rules, violations);
        }

        await page.GotoAsync($"{application}/members");
        await page.GetByLabel("E-mail address").FillAsync("invited@example.com");
        await ClickAsync(page, "Invite");
        await CheckAsync(page, rules, violations);
        await page.GotoAsync($"/dev/administration?q={email}");
        await CheckAsync(page, rules, violations);
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        Assert.Empty(browser.Faults);
    }

    private static async Task CheckAsync(IPage page, AxeRunOptions rules, List<string> violations)
    {
        // After a click, only the start of the next page is awaited.
        await page.WaitForLoadStateAsync();
        var result = await page.RunAxe(rules);
        violations.AddRange(result.Violations.SelectMany(rule => rule.Nodes.Select(
            node => $"{page.Url}: {rule.Id}: {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}")));
        var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
        if (width > 0)
            violations.Add($"{page.Url} is {width} pixels too wide.");
    }

    private async Task RegisterAsync(IPage page, string email)
    {
        await page.GotoAsync("/dev/account/register");
        await page.GetByLabel("Name").FillAsync("Dev");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(AccountHost.Password);
        await ClickAsync(page, "Register");
        await page.WaitForURLAsync("**/account/sign-in");
        await page.GotoAsync(await Host.LinkAsync(email));
        await page.GetByLabel("Password").FillAsync(AccountHost.Password);
        await ClickAsync(page, "Confirm");
        await page.WaitForURLAsync("**/applications");
    }

    private static async Task CreateAsync(IPage page, string name)
    {
        await page.GotoAsync("/dev/applications");
        await page.GetByLabel("Name").FillAsync(name);
        await ClickAsync(page, "Create");
        await page.WaitForURLAsync("**/applications/*");
    }

    private static async Task<string> IssueAsync(IPage page, string button)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        return (await page.Locator("#new-key").TextContentAsync())!;
    }

    private static Task ClickAsync(IPage page, string button)
        => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
