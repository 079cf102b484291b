using GatewayKit.Portal.Tests.Browsers;
using Microsoft.Playwright;

namespace GatewayKit.Samples.Portal;

/// <summary>The sample after its first start, which prepares accounts and usage, and a restart; and a browser, if there is one.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-portal-sample-").FullName;
    private Chromium? _browser;

    internal PortalProcess Sample { get; private set; } = null!;

    /// <summary>The output of the first start.</summary>
    internal string FirstOutput { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var data = Path.Combine(_folder, "data");
        var first = await PortalProcess.StartAsync(data);
        first.Dispose();
        FirstOutput = string.Join('\n', first.Output);
        Sample = await PortalProcess.StartAsync(data, first);
        if (BrowserFactAttribute.Command is { } command)
            _browser = await Chromium.StartAsync(command);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        Sample?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens the portal with a profile of its own.</summary>
    internal async Task<SampleBrowser> OpenPortalAsync(BrowserNewContextOptions? options = null)
        => new(await _browser!.OpenAsync(Sample.Portal, options), Sample);

    /// <summary>Opens the pages for operators with a profile of its own, and signs in.</summary>
    internal async Task<SampleBrowser> OpenOperatorsAsync(BrowserNewContextOptions? options = null)
    {
        var browser = new SampleBrowser(await _browser!.OpenAsync(Sample.Admin, options), Sample);
        await browser.Page.GotoAsync("/ui");
        await browser.Page.GetByLabel("Key of the admin API").FillAsync(PortalProcess.OperatorKey);
        await browser.ClickAsync("Sign in");
        await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" }).WaitForAsync();
        return browser;
    }
}
