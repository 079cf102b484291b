using GatewayKit.Tests.Shared;
using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

[Collection(SharedBrowser.Name)]
public sealed class TryTests(BrowserFixture fixture)
{
    private const string CreateOrder = "/dev/apis/orders/v2/operations/createOrder";

    [BrowserFact]
    public async Task A_reader_sends_a_request_without_loading_the_page_again()
    {
        await using var browser = await fixture.OpenAsync();
        var page = browser.Page;

        await page.GotoAsync(CreateOrder);
        await page.EvaluateAsync("() => { window.stays = true; }");
        await page.GetByLabel("API key").FillAsync("my-key");
        await page.GetByLabel("Body", new() { Exact = true }).FillAsync("{ \"item\": \"coffee\" }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the request" }).ClickAsync();
        await page.Locator("#try-answer pre", new() { HasText = "upstream" }).WaitForAsync();

        Assert.True(await page.EvaluateAsync<bool>("() => window.stays"));
        Assert.Equal("my-key", await page.GetByLabel("API key").InputValueAsync());
        Assert.Contains("coffee", await page.Locator("#try-code").TextContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("my-key", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task The_code_follows_what_the_reader_enters()
    {
        await using var browser = await fixture.OpenAsync();
        var page = browser.Page;

        await page.GotoAsync("/dev/apis/orders/v2/operations/getOrder");
        await page.GetByLabel("id").FillAsync("4711");
        await page.GetByLabel("id").PressAsync("Tab");

        await page.Locator("#try-code pre", new() { HasText = "/shop/v2/orders/4711" }).First.WaitForAsync();
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task A_request_can_be_sent_without_JavaScript()
    {
        await using var browser = await fixture.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = browser.Page;

        await page.GotoAsync(CreateOrder);
        await page.GetByLabel("API key").FillAsync("my-key");
        await page.GetByLabel("Body", new() { Exact = true }).FillAsync("{ \"item\": \"coffee\" }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the request" }).ClickAsync();
        await page.HasAddressAsync("#try-answer$");

        Assert.Equal("upstream", await page.Locator("#try-answer pre").TextContentAsync());
        Assert.Equal("", await page.GetByLabel("API key").InputValueAsync());
        Assert.Equal("{ \"item\": \"coffee\" }", await page.GetByLabel("Body", new() { Exact = true }).InputValueAsync());
    }

    [BrowserFact]
    public async Task A_page_with_an_answer_does_not_violate_WCAG()
    {
        await using var browser = await fixture.OpenAsync();
        var page = browser.Page;

        await page.GotoAsync(CreateOrder);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the request" }).ClickAsync();
        await page.Locator("#try-answer pre", new() { HasText = "upstream" }).WaitForAsync();

        Assert.Empty(await Wcag.ViolationsAsync(page));
    }
}
