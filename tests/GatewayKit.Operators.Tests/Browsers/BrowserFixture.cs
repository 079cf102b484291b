using GatewayKit.Operators.Tests.Support;
using GatewayKit.Portal.Tests.Browsers;
using Microsoft.Playwright;

namespace GatewayKit.Operators.Tests.Browsers;

/// <summary>A browser and a gateway with a store, which the tests share. Without a browser, the tests are skipped.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private Chromium? _browser;

    internal OperatorHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Command is not { } command)
            return;

        Host = await Shop.StartStoreAsync();
        _browser = await Chromium.StartAsync(command);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (Host is not null)
            await Host.DisposeAsync();
    }

    /// <summary>Opens a page with a profile of its own, which records what must not happen, and signs in as an admin.</summary>
    internal Task<BrowserPage> OpenAsync(BrowserNewContextOptions? options = null) => OpenAsync(Host, options);

    /// <summary>Opens a page of a gateway that one test changes.</summary>
    internal async Task<BrowserPage> OpenAsync(OperatorHost host, BrowserNewContextOptions? options)
    {
        var browser = await _browser!.OpenAsync(host.Address, options);
        await browser.Page.GotoAsync("/ui");
        await browser.Page.GetByLabel("Key of the admin API").FillAsync(OperatorHost.AdminKey);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" }).WaitForAsync();

        // The browser reports the page with the form, which is 401.
        browser.Faults.Clear();
        return browser;
    }
}
