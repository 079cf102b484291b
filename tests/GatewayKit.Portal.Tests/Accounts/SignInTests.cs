using System.Net;
using GatewayKit.Portal.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Portal.Tests.Accounts;

[Collection(SharedAccounts.Name)]
public sealed class SignInTests(AccountFixture fixture)
{
    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task A_page_for_developers_leads_to_the_sign_in_and_back()
    {
        await Host.RegisterAsync("back@example.com");
        var browser = Host.Open();
        await browser.OpenAsync("/dev/account/audit");
        Assert.Equal("/dev/account/sign-in?return=%2Fdev%2Faccount%2Faudit", browser.Path);

        await AccountHost.SignInAsync(browser, "back@example.com", path: browser.Path);

        Assert.Equal("/dev/account/audit", browser.Path);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/dev/\\evil.example")]
    [InlineData("/\\evil.example/dev")]
    [InlineData("/elsewhere")]
    [InlineData("/dev/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_sign_in_never_leads_out_of_the_portal(string address)
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        await Host.RegisterAsync(email);
        var browser = Host.Open();

        await AccountHost.SignInAsync(browser, email, path: $"/dev/account/sign-in?return={Uri.EscapeDataString(address)}");

        Assert.Equal("/dev/applications", browser.Path);
    }

    [Fact]
    public async Task Each_sign_in_has_another_cookie_that_scripts_do_not_read()
    {
        await Host.RegisterAsync("cookie@example.com");
        var browser = Host.Open();
        browser.Cookies["gatewaykit-portal"] = "fixed-by-an-attacker";
        await AccountHost.SignInAsync(browser, "cookie@example.com");
        var first = browser.Cookies["gatewaykit-portal"];
        browser.Cookies.Clear();
        await AccountHost.SignInAsync(browser, "cookie@example.com");

        Assert.NotEqual("fixed-by-an-attacker", first);
        Assert.NotEqual(first, browser.Cookies["gatewaykit-portal"]);
        Assert.All(browser.Received, cookie => Assert.True(cookie is { HttpOnly: true, Secure: true }));
        Assert.All(
            browser.Received.Where(cookie => cookie.Name == "gatewaykit-portal"),
            cookie => Assert.Equal((SameSiteMode.Lax, "/dev"), (cookie.SameSite, cookie.Path.ToString())));
    }

    [Theory]
    [InlineData("unknown@example.com", AccountHost.Password)]
    [InlineData("uniform@example.com", "wrong password!")]
    [InlineData("unconfirmed@example.com", AccountHost.Password)]
    public async Task The_answer_does_not_show_whether_an_account_exists(string email, string password)
    {
        await AccountHost.RegisterAsync(Host.Open(), "uniform@example.com");
        await AccountHost.RegisterAsync(Host.Open(), "unconfirmed@example.com");
        var browser = Host.Open();

        var page = await AccountHost.SignInAsync(browser, email, password);

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.StartsWith("The e-mail address or the password isn't correct", page.QuerySelector("[role=alert] p")!.TextContent,
            StringComparison.Ordinal);
        Assert.DoesNotContain("gatewaykit-portal", browser.Cookies.Keys);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account()
    {
        await Host.RegisterAsync("locked@example.com");
        var browser = Host.Open();
        for (var i = 0; i < 5; i++)
            await AccountHost.SignInAsync(browser, "locked@example.com", "wrong password!");

        await AccountHost.SignInAsync(browser, "locked@example.com");

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    [Fact]
    public async Task Attempts_of_an_address_are_limited()
    {
        await using var host = await LimitedHost.StartAsync(accounts => accounts.AttemptsPerMinute = 2);
        var browser = host.Open();
        for (var i = 0; i < 2; i++)
            await AccountHost.SignInAsync(browser, "unknown@example.com");

        await AccountHost.SignInAsync(browser, "unknown@example.com");

        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
    }

    [Fact]
    public async Task Attempts_of_all_addresses_are_limited()
    {
        var time = new FakeTimeProvider();
        await using var host = await LimitedHost.StartAsync(accounts => accounts.Limits.TotalAttemptsPerMinute = 1, time);
        var browser = host.Open();
        await AccountHost.SignInAsync(browser, "unknown@example.com");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);

        await AccountHost.SignInAsync(browser, "unknown@example.com");

        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        time.Advance(TimeSpan.FromMinutes(1));
        await AccountHost.SignInAsync(browser, "unknown@example.com");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    [Fact]
    public async Task A_developer_who_signs_out_everywhere_is_signed_out_in_other_browsers()
    {
        var browser = await Host.RegisterAsync("everywhere@example.com");
        var other = Host.Open();
        await AccountHost.SignInAsync(other, "everywhere@example.com");

        await browser.SubmitAsync(await browser.OpenAsync("/dev/account"), "/account/sign-out", ("everywhere", "yes"));
        await other.OpenAsync("/dev/applications");

        Assert.StartsWith("/dev/account/sign-in", other.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_developer_sees_the_parts_for_users_who_are_signed_in()
    {
        var browser = await Host.RegisterAsync("sees@example.com");

        var inside = await browser.OpenAsync("/dev");
        var outside = await Host.Open().OpenAsync("/dev");

        Assert.Equal(["Hello", "inside"], inside.QuerySelectorAll(".card h3").Select(title => title.TextContent));
        Assert.Empty(outside.QuerySelectorAll(".card h3"));
    }
}
