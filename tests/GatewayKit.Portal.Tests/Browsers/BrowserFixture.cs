using GatewayKit.Portal.Tests.Support;
using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

/// <summary>The browser of all tests, and a portal that they only read. Without a browser, the tests are skipped.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private Chromium? _browser;

    internal PortalHost Portal { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Command is not { } command)
            return;

        Portal = await PortalHost.StartAsync(Samples.Portal);
        _browser = await Chromium.StartAsync(command);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (Portal is not null)
            await Portal.DisposeAsync();
    }

    /// <summary>Opens a page with a profile of its own, which records what must not happen.</summary>
    internal Task<BrowserPage> OpenAsync(BrowserNewContextOptions? options = null) => OpenAsync(Portal.Gateway.Address, options);

    /// <summary>Opens a page of another portal.</summary>
    internal Task<BrowserPage> OpenAsync(Uri portal, BrowserNewContextOptions? options) => _browser!.OpenAsync(portal, options);
}
