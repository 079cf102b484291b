using GatewayKit.Tests.Shared;
using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

[Collection(SharedBrowser.Name)]
public sealed class BrowserTests(BrowserFixture fixture)
{
    private static readonly string[] s_pages =
    [
        "/dev", "/dev?q=order", "/dev?q=zebra", "/dev/apis/orders", "/dev/apis/orders/v2", "/dev/apis/orders/v1",
        "/dev/apis/orders/v2/changes", "/dev/apis/orders/v2/operations/listOrders", "/dev/apis/orders/v2/operations/createOrder",
        "/dev/guides/start", "/dev/apis/hostile", "/dev/apis/hostile/v1", "/dev/apis/none",
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
    public async Task Without_JavaScript_a_reader_finds_an_api_and_an_operation()
    {
        await using var browser = await fixture.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = browser.Page;

        await page.GotoAsync("/dev");
        await page.GetByLabel("Search APIs and operations").FillAsync("create order");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await page.Locator("#results a", new() { HasText = "Create an order" }).ClickAsync();
        await page.HasAddressAsync("/operations/createOrder$");

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
}
