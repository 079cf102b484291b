using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

/// <summary>A browser. Each page has a profile of its own.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const int Patience = 60_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync(string command)
    {
        var playwright = await Playwright.CreateAsync();

        // Root has no sandbox, and containers have little shared memory.
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = command,
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-proxy-server", "--disable-background-networking"],
            Timeout = Patience,
        }));
    }

    /// <summary>Opens a page, which records what must not happen.</summary>
    public async Task<BrowserPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = address.ToString();
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return new BrowserPage(context, await context.NewPageAsync(), address);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
