using GatewayKit.Portal.Tests.Support;
using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

/// <summary>A portal with accounts, which the tests share. Without a browser, the tests are skipped.</summary>
public sealed class AccountBrowserFixture(BrowserFixture browser) : IAsyncLifetime
{
    internal AccountHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Command is not null)
        {
            Host = await AccountHost.StartAsync(configuration: AccountHost.Configuration.Replace(
                "[ { version: v1, routes: [hello] } ]",
                "[ { version: v1, routes: [hello] }, { version: v0, routes: [orders], document: \"{folder}/orders.yaml\" } ]",
                StringComparison.Ordinal));
        }
    }

    public async Task DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
    }

    /// <summary>Opens a page with a profile of its own, which records what must not happen.</summary>
    internal Task<BrowserPage> OpenAsync(BrowserNewContextOptions? options = null)
        => browser.OpenAsync(Host.Portal.Gateway.Address, options);
}
