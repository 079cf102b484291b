using System.Net;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class ProviderTests(ProviderFixture fixture) : IClassFixture<ProviderFixture>
{
    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task A_user_of_the_provider_signs_in_and_gets_a_key()
    {
        var browser = await SignInAsync(("key", "Alice", "alice@example.com", true, []));
        var (_, key) = await AccountHost.IssueAsync(browser);

        await Host.AnswersAsync(HttpStatusCode.OK, key);
        Assert.Contains("alice@example.com", (await browser.OpenAsync("/dev/account")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_finds_the_same_account_again_also_with_another_address()
    {
        var (path, _) = await AccountHost.IssueAsync(await SignInAsync(("same", "Bob", "bob@example.com", true, [])));

        var again = await SignInAsync(("same", "Robert", "robert@example.com", true, []));

        Assert.Equal("Shop", (await again.OpenAsync(path)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_user_never_gets_the_account_of_another_one_with_the_same_address()
    {
        var local = await Host.RegisterAsync("mallory@example.com");
        await AccountHost.IssueAsync(local);
        await AccountHost.IssueAsync(await SignInAsync(("m1", "M", "mallory@example.com", true, [])));

        var other = await SignInAsync(("m2", "M", "mallory@example.com", true, []));

        Assert.Empty((await other.OpenAsync("/dev/applications")).QuerySelectorAll("tbody tr"));
        Assert.Single((await local.OpenAsync("/dev/applications")).QuerySelectorAll("tbody tr"));
    }

    [Theory]
    [InlineData("in-group", "g@example.com", false, "shop-owners", true)]
    [InlineData("verified", AccountHost.Owner, true, "", true)]
    [InlineData("not-verified", AccountHost.Owner, false, "", false)]
    [InlineData("other-group", "g@example.com", true, "shop-owner", false)]
    public async Task An_owner_has_the_group_or_the_verified_address(
        string subject, string email, bool isVerified, string group, bool isOwner)
    {
        var developer = await Host.RegisterAsync($"asks-{subject}@example.com");
        var page = await developer.SubmitAsync(await developer.OpenAsync("/dev/applications"), "/applications", ("name", subject));
        await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/gold"));

        var owner = await SignInAsync((subject, "Owner", email, isVerified, [group]));

        var approvals = await owner.OpenAsync("/dev/approvals");
        Assert.Equal(isOwner, approvals.QuerySelectorAll("tbody th").Any(cell => cell.TextContent == subject));
    }

    [Fact]
    public async Task An_answer_of_the_provider_for_another_browser_is_rejected()
    {
        fixture.Provider.User = ("attacker", "Attacker", "attacker@example.com", true, []);
        var attacker = Host.Open();
        var callback = await CallbackAsync(attacker);
        var victim = Host.Open();
        await victim.OpenAsync("/dev/account/provider");
        victim.Cookies.Clear();

        await victim.OpenAsync(callback);

        Assert.Equal(HttpStatusCode.BadRequest, victim.Status);
        Assert.DoesNotContain("gatewaykit-portal", victim.Cookies.Keys);
    }

    [Fact]
    public async Task An_answer_of_the_provider_works_once()
    {
        fixture.Provider.User = ("once", "Once", "once@example.com", true, []);
        var browser = Host.Open();
        var callback = await CallbackAsync(browser);
        var cookies = browser.Cookies.ToList();
        await browser.OpenAsync(callback);
        Assert.Equal("/dev/applications", browser.Path);
        var again = Host.Open();
        foreach (var (name, value) in cookies)
            again.Cookies[name] = value;

        await again.OpenAsync(callback);

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
    }

    [Theory]
    [InlineData("/dev/account/audit", "/dev/account/audit")]
    [InlineData("//evil.example/", "/dev/applications")]
    [InlineData("https://evil.example/", "/dev/applications")]
    public async Task A_sign_in_returns_only_to_the_portal(string target, string path)
    {
        var browser = Host.Open();

        await browser.OpenAsync($"/dev/account/provider?return={Uri.EscapeDataString(target)}");

        Assert.Equal(path, browser.Path);
    }

    [Fact]
    public async Task Names_of_the_provider_are_texts()
    {
        var browser = await SignInAsync(("xss", "<script>alert(1)</script>", "xss@example.com", true, ["<script>", "a\nb"]));

        var page = await browser.OpenAsync("/dev/account");

        Assert.Contains("<script>alert(1)</script>", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.All(page.Scripts, script => Assert.StartsWith("/dev/assets/", script.GetAttribute("src"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_who_signs_out_everywhere_is_signed_out_in_other_browsers()
    {
        var (browser, other) = (await SignInAsync(("out", "O", "", false, [])), await SignInAsync(("out", "O", "", false, [])));

        await browser.SubmitAsync(await browser.OpenAsync("/dev/account"), "/account/sign-out", ("everywhere", "yes"));
        await other.OpenAsync("/dev/applications");

        Assert.StartsWith("/dev/account/sign-in", other.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copied_cookie_of_a_user_ends_with_the_session()
    {
        var browser = await SignInAsync(("copied", "C", "", false, []));
        var copy = Host.OpenAs(browser);

        await browser.SubmitAsync(await browser.OpenAsync("/dev/account"), "/account/sign-out");
        await copy.OpenAsync("/dev/applications");

        Assert.StartsWith("/dev/account/sign-in", copy.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_local_accounts_only_the_provider_signs_developers_in()
    {
        await using var host = await AccountHost.StartAsync(accounts =>
        {
            accounts.LocalAccounts = false;
            accounts.Smtp = null;
            accounts.OpenIdConnect = ProviderFixture.Options(fixture.Provider);
        });
        var browser = host.Open();

        var page = await browser.OpenAsync("/dev/account/sign-in");
        Assert.Empty(page.QuerySelectorAll("form"));
        foreach (var path in (string[])["/dev/account/register", "/dev/account/forgot"])
        {
            await browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }

        await browser.OpenAsync(page.QuerySelector("main a")!.GetAttribute("href")!);
        Assert.Equal("/dev/applications", browser.Path);
    }

    [Theory]
    [InlineData("d@example.com", true, HttpStatusCode.OK)]
    [InlineData("d@example.com", false, HttpStatusCode.Forbidden)]
    [InlineData("d@other.example", true, HttpStatusCode.Forbidden)]
    public async Task A_user_needs_a_verified_address_of_the_domains(string email, bool isVerified, HttpStatusCode status)
    {
        await using var host = await AccountHost.StartAsync(accounts =>
        {
            accounts.OpenIdConnect = ProviderFixture.Options(fixture.Provider);
            accounts.EmailDomains.Add("example.com");
        });
        fixture.Provider.User = ("domain", "D", email, isVerified, []);
        var browser = host.Open();

        await browser.OpenAsync("/dev/account/provider");

        Assert.Equal(status, browser.Status);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_reported()
    {
        await using var host = await AccountHost.StartAsync(
            accounts => accounts.OpenIdConnect = new PortalOpenIdConnectOptions { Authority = "http://127.0.0.1:1", ClientId = "portal" });
        var browser = host.Open();

        await browser.OpenAsync("/dev/account/provider");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, browser.Status);
    }

    private async Task<Browser> SignInAsync((string Subject, string Name, string Email, bool IsVerified, string[] Groups) user)
    {
        fixture.Provider.User = user;
        var browser = Host.Open();
        await browser.OpenAsync("/dev/account/provider");
        Assert.Equal("/dev/applications", browser.Path);
        return browser;
    }

    /// <summary>Returns the path with the code to which the provider sends a browser.</summary>
    private static async Task<string> CallbackAsync(Browser browser)
    {
        using var go = await browser.SendAsync(HttpMethod.Get, "/dev/account/provider", null);
        using var back = await browser.SendAsync(HttpMethod.Get, go.Headers.Location!.OriginalString, null);
        return Browser.PathOf(back.Headers.Location!);
    }
}
