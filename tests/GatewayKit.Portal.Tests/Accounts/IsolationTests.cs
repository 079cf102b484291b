using System.Net;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Accounts;

[Collection(SharedAccounts.Name)]
public sealed class IsolationTests(AccountFixture fixture)
{
    private const string Attack = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";

    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task An_application_of_another_developer_does_not_exist()
    {
        var owner = await Host.RegisterAsync("owner@example.com");
        var (path, key) = await AccountHost.IssueAsync(owner);
        var id = (await owner.OpenAsync(path)).QuerySelector("tbody td")!.TextContent;
        var other = await Host.RegisterAsync("other@example.com");
        var token = (await other.OpenAsync("/dev/applications")).QuerySelector("input[name=token]")!.GetAttribute("value")!;

        await other.OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        foreach (var action in (string[])["/rename", "/delete", "/keys", $"/keys/{id}/rotate", $"/keys/{id}/revoke"])
        {
            await other.PostAsync(path + action, new Dictionary<string, string> { ["token"] = token, ["name"] = "Stolen", ["days"] = "" });
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }

        await Host.AnswersAsync(HttpStatusCode.OK, key);
        Assert.Equal("Shop", (await owner.OpenAsync(path)).QuerySelector("h1")!.TextContent);
        Assert.Empty((await other.OpenAsync("/dev/applications")).QuerySelectorAll("tbody tr"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    public async Task A_form_without_the_token_of_its_reader_is_rejected(string token)
    {
        var browser = await Host.RegisterAsync($"forged{token}@example.com");

        await browser.PostAsync("/dev/applications", new Dictionary<string, string> { ["token"] = token, ["name"] = "Forged" });

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Empty((await browser.OpenAsync("/dev/applications")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_token_of_another_developer_is_rejected()
    {
        var attacker = await Host.RegisterAsync("attacker@example.com");
        var victim = await Host.RegisterAsync("target@example.com");
        var token = (await attacker.OpenAsync("/dev/applications")).QuerySelector("input[name=token]")!.GetAttribute("value")!;
        victim.Cookies["gatewaykit-portal-form"] = attacker.Cookies["gatewaykit-portal-form"];

        await victim.PostAsync("/dev/applications", new Dictionary<string, string> { ["token"] = token, ["name"] = "Forged" });

        Assert.Equal(HttpStatusCode.BadRequest, victim.Status);
    }

    [Fact]
    public async Task Upstreams_do_not_get_the_cookies_of_the_portal()
    {
        var browser = await Host.RegisterAsync("forwarded@example.com");
        var (_, key) = await AccountHost.IssueAsync(browser);
        await Host.AnswersAsync(HttpStatusCode.OK, key);
        var session = browser.Cookies["gatewaykit-portal"];

        using var response = await Host.Portal.GetAsync(
            "/hello?cookies", ("X-Api-Key", key), ("Cookie", $"a=1; gatewaykit-portal={session}; gatewaykit-portal-form=x; b=2"));

        var request = Host.Portal.Gateway.Upstream.Requests.Single(
            request => request.Target.EndsWith("?cookies", StringComparison.Ordinal));
        Assert.Equal("a=1; b=2", request.Header("Cookie"));
    }

    [Fact]
    public async Task Names_are_texts()
    {
        var browser = await Host.RegisterAsync("xss@example.com", Attack);
        var (path, _) = await AccountHost.IssueAsync(browser, Attack);

        foreach (var page in (string[])[path, "/dev/applications", "/dev/account", "/dev/account/audit", "/dev/account/sessions"])
        {
            var document = await browser.OpenAsync(page);
            Assert.All(document.Scripts, script => Assert.StartsWith("/dev/assets/", script.GetAttribute("src"), StringComparison.Ordinal));
            Assert.Empty(document.QuerySelectorAll("main img"));
        }
    }

    [Fact]
    public async Task A_large_form_is_rejected()
    {
        var browser = await Host.RegisterAsync("large@example.com");

        await browser.PostAsync("/dev/applications", new Dictionary<string, string> { ["name"] = new('a', 70_000) });

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    [Theory]
    [InlineData("/dev/account/sign-in")]
    [InlineData("/dev/applications/none")]
    public async Task Pages_of_accounts_are_not_stored(string path)
    {
        using var response = await Host.Open().SendAsync(HttpMethod.Get, path, null);

        Assert.Equal("no-cache, no-store", response.Headers.CacheControl!.ToString().Replace("no-store, no-cache", "no-cache, no-store",
            StringComparison.Ordinal));
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
