using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

public sealed class BrowserTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private static readonly string[] s_pages =
    [
        "/dev", "/dev?q=order", "/dev?q=zebra", "/dev/apis/orders", "/dev/apis/orders/v2", "/dev/apis/orders/v1",
        "/dev/apis/orders/v2/changes", "/dev/apis/orders/v2/operations/listOrders", "/dev/apis/orders/v2/operations/createOrder",
        "/dev/guides/start", "/dev/apis/hostile", "/dev/apis/hostile/v1", "/dev/apis/none",
    ];

    /// <summary>A page of each kind.</summary>
    private static readonly string[] s_kinds =
    [
        "/dev", "/dev?q=order", "/dev/apis/orders", "/dev/apis/orders/v1", "/dev/apis/orders/v2/changes",
        "/dev/apis/orders/v2/operations/listOrders",
    ];

    /// <summary>The only rule that depends on the theme.</summary>
    private static readonly AxeRunOptions s_contrast = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] },
    };

    private static readonly AxeRunOptions s_rules = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        },
    };

    [BrowserFact]
    public Task No_page_violates_WCAG_in_the_light_theme()
        => AssertAccessibleAsync(s_pages, s_rules, new BrowserNewContextOptions { ColorScheme = ColorScheme.Light });

    [BrowserFact]
    public Task No_kind_of_page_violates_WCAG_in_the_dark_theme()
        => AssertAccessibleAsync(s_kinds, s_contrast, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });

    [BrowserFact]
    public Task No_kind_of_page_violates_WCAG_on_a_phone()
        => AssertAccessibleAsync(
            s_kinds, s_rules, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 740 } });

    [BrowserFact]
    public async Task A_page_on_a_phone_does_not_scroll_sideways()
    {
        await using var browser = await fixture.OpenAsync(
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 740 } });
        foreach (var path in s_pages)
        {
            await browser.Page.GotoAsync(path);
            var width = await browser.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            Assert.True(width <= 320, $"{path} is {width} pixels wide.");
        }
    }

    [BrowserFact]
    public async Task Without_JavaScript_a_reader_finds_an_api_and_an_operation()
    {
        await using var browser = await fixture.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = browser.Page;

        await page.GotoAsync("/dev");
        await page.GetByLabel("Search APIs and operations").FillAsync("create order");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await page.Locator("#results a", new() { HasText = "Create an order" }).ClickAsync();
        await page.WaitForURLAsync("**/operations/createOrder");

        Assert.Equal("Create an order", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync());
    }

    [BrowserFact]
    public async Task Results_appear_while_the_reader_types()
    {
        await using var browser = await fixture.OpenAsync();
        var page = browser.Page;

        await page.GotoAsync("/dev");
        await page.GetByLabel("Search APIs and operations").PressSequentiallyAsync("getorder");
        await page.Locator("#results a", new() { HasText = "Get an order" }).WaitForAsync();

        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task The_chosen_theme_stays()
    {
        await using var browser = await fixture.OpenAsync(new BrowserNewContextOptions { ColorScheme = ColorScheme.Light });
        var page = browser.Page;

        await page.GotoAsync("/dev");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark theme" }).ClickAsync();
        await page.GotoAsync("/dev/apis/orders");

        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task The_keyboard_reaches_the_content_first()
    {
        await using var browser = await fixture.OpenAsync();
        var page = browser.Page;

        await page.GotoAsync("/dev");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForFunctionAsync("() => document.activeElement.id === 'content'");
    }

    /// <summary>Returns the violations of WCAG on a page as it is now.</summary>
    internal static async Task<IEnumerable<string>> ViolationsAsync(IPage page, string path, AxeRunOptions? rules = null)
    {
        var result = await page.RunAxe(rules ?? s_rules);
        return result.Violations.SelectMany(rule => rule.Nodes.Select(
            node => $"{path}: {rule.Id}: {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}"));
    }

    private async Task AssertAccessibleAsync(string[] pages, AxeRunOptions rules, BrowserNewContextOptions options)
    {
        await using var browser = await fixture.OpenAsync(options);
        var violations = new List<string>();
        foreach (var path in pages)
        {
            await browser.Page.GotoAsync(path);
            violations.AddRange(await ViolationsAsync(browser.Page, path, rules));
        }

        Assert.Empty(violations);
        Assert.Empty(browser.Faults);
    }
}
