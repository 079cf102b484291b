using GatewayKit.Portal.Tests.Support;
using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

/// <summary>A browser and a portal, which the tests share. Without a browser, the tests are skipped.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const int Patience = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal PortalHost Portal { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Command is not { } command)
            return;

        Portal = await PortalHost.StartAsync(Samples.Portal);
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
        if (Portal is not null)
            await Portal.DisposeAsync();
    }

    /// <summary>Opens a page with a profile of its own, which records what must not happen.</summary>
    internal async Task<BrowserPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = Portal.Gateway.Address.ToString();
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return new BrowserPage(context, await context.NewPageAsync(), Portal.Gateway.Address);
    }
}
