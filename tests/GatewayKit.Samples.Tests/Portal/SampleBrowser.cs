using GatewayKit.Portal.Tests.Browsers;
using GatewayKit.Tests.Shared;
using Microsoft.Playwright;

namespace GatewayKit.Samples.Portal;

/// <summary>A browser with the steps of the README.</summary>
internal sealed class SampleBrowser(BrowserPage browser, PortalProcess sample) : IAsyncDisposable
{
    private const int MaximumScript = 100_000;

    private const string ScriptSize = """
        async () => {
            const texts = await Promise.all([...document.scripts].map(
                async script => script.src ? (await fetch(script.src)).text() : script.textContent));
            return texts.reduce((size, text) => size + text.length, 0);
        }
        """;

    public IPage Page => browser.Page;

    /// <summary>Gets the errors of the pages and requests to other origins, except the identity provider.</summary>
    public IEnumerable<string> Faults
        => browser.Faults.Where(fault => !fault.StartsWith($"request to {sample.Provider}", StringComparison.Ordinal));

    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    /// <summary>Opens pages, which must be accessible and have less than 100 KB of script, before it is compressed.</summary>
    public async Task CheckAsync(IEnumerable<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            var response = await Page.GotoAsync(path);
            if (response?.Status != 200)
                found.Add($"{path}: {response?.Status}");
            found.AddRange(await Wcag.ViolationsAsync(Page));
            var script = await Page.EvaluateAsync<int>(ScriptSize);
            if (script >= MaximumScript)
                found.Add($"{path} has {script} bytes of script.");
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    /// <summary>Signs in at the identity provider.</summary>
    public async Task SignInAsync(string user)
    {
        await Page.GotoAsync("/");
        await FollowAsync("Sign in");
        await FollowAsync("Sign in with Acme");
        await FollowAsync(user);
        await Page.HasAddressAsync("/applications$");
    }

    /// <summary>Creates an application with a subscription.</summary>
    public async Task CreateAsync(string name, string plan)
    {
        await Page.GotoAsync("/applications");
        await Page.GetByLabel("Name").FillAsync(name);
        await ClickAsync("Create");
        await Page.HasAddressAsync("/applications/[^/]+$");
        await Page.GetByLabel("API and plan").SelectOptionAsync(plan);
        await ClickAsync("Subscribe");
        await Page.Locator("#subscriptions table").WaitForAsync();
    }

    /// <summary>Selects a button that issues a key, and returns the key.</summary>
    public async Task<string> IssueKeyAsync(string button)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        return (await Page.Locator("#new-key").TextContentAsync())!;
    }

    /// <summary>Sends a request from the page of an operation.</summary>
    public async Task TryAsync(string operation, string key, string answer)
    {
        await Page.GotoAsync(operation);
        await Page.GetByLabel("API key").FillAsync(key);
        await ClickAsync("Send the request");
        await Page.Locator("#try-answer pre", new() { HasText = answer }).WaitForAsync();
    }

    /// <summary>Sends the request again, and returns the status.</summary>
    public async Task<string> TryAgainAsync()
    {
        await Page.EvaluateAsync("() => document.querySelector('#try-answer').replaceChildren()");
        await ClickAsync("Send the request");
        return await Page.Locator("#try-answer dd").First.InnerTextAsync();
    }

    public ValueTask DisposeAsync() => browser.DisposeAsync();
}
