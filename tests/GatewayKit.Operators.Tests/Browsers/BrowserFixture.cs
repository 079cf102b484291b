using GatewayKit.Operators.Tests.Support;
using GatewayKit.Portal.Tests.Browsers;
using Microsoft.Playwright;

namespace GatewayKit.Operators.Tests.Browsers;

/// <summary>A browser and a gateway with a store, which the tests share. Without a browser, the tests are skipped.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const int Patience = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal OperatorHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Command is not { } command)
            return;

        Host = await Shop.StartStoreAsync();
        _playwright = await Playwright.CreateAsync();

        // Root has no sandbox, and containers have little shared memory.
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = command,
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-proxy-server", "--disable-background-networking"],
            Timeout = Patience,
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (Host is not null)
            await Host.DisposeAsync();
    }

    /// <summary>Opens a page with a profile of its own, which records what must not happen, and signs in as an admin.</summary>
    internal async Task<BrowserPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = Host.Address.ToString();
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        var browser = new BrowserPage(context, await context.NewPageAsync(), Host.Address);
        await browser.Page.GotoAsync("/ui");
        await browser.Page.GetByLabel("Key of the admin API").FillAsync(OperatorHost.AdminKey);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" }).WaitForAsync();

        // The browser reports the page with the form, which is 401.
        browser.Faults.Clear();
        return browser;
    }
}
