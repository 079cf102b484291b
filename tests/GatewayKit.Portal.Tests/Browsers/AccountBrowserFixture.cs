using GatewayKit.Portal.Tests.Support;
using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

/// <summary>A browser and a portal with accounts, which the tests share. Without a browser, the tests are skipped.</summary>
public sealed class AccountBrowserFixture : IAsyncLifetime
{
    /// <summary>The addresses of the developers who open each page: also that of administrators.</summary>
    internal static readonly string[] Readers = ["light@example.com", "dark@example.com", "phone@example.com"];

    private Chromium? _browser;

    internal AccountHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Command is not { } command)
            return;

        Host = await AccountHost.StartAsync(accounts =>
        {
            foreach (var email in Readers)
                accounts.Administrators.Add(email);
        });
        _browser = await Chromium.StartAsync(command);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (Host is not null)
            await Host.DisposeAsync();
    }

    /// <summary>Opens a page with a profile of its own, which records what must not happen.</summary>
    internal Task<BrowserPage> OpenAsync(BrowserNewContextOptions? options = null)
        => _browser!.OpenAsync(Host.Portal.Gateway.Address, options);
}
