using System.Net;
using GatewayKit.Portal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Accounts;

[Collection(SharedAccounts.Name)]
public sealed class RegistrationTests(AccountFixture fixture)
{
    private const string OtherPassword = "a password of an attacker";

    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task The_page_is_the_same_for_a_known_address_and_the_message_is_not()
    {
        var first = await AccountHost.RegisterAsync(Host.Open(), "known@example.com");
        var browser = Host.Open();
        await browser.SubmitAsync(
            await browser.OpenAsync(await Host.LinkAsync("known@example.com")), "/account/confirm", ("password", AccountHost.Password));

        var second = await AccountHost.RegisterAsync(Host.Open(), "known@example.com");

        Assert.Equal(first.QuerySelector("[role=status]")!.TextContent, second.QuerySelector("[role=status]")!.TextContent);
        Assert.Contains("already has an account", await Host.MessageAsync("known@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_of_a_mailbox_does_not_confirm_the_account_of_a_stranger()
    {
        await AccountHost.RegisterAsync(Host.Open(), "victim@example.com", password: OtherPassword);
        var browser = Host.Open();

        await browser.SubmitAsync(
            await browser.OpenAsync(await Host.LinkAsync("victim@example.com")), "/account/confirm", ("password", AccountHost.Password));
        await AccountHost.SignInAsync(Host.Open(), "victim@example.com", OtherPassword);

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.DoesNotContain("gatewaykit-portal", browser.Cookies.Keys);
    }

    [Fact]
    public async Task The_latest_registration_replaces_one_that_is_not_confirmed()
    {
        await AccountHost.RegisterAsync(Host.Open(), "twice@example.com", password: OtherPassword);
        var old = await Host.LinkAsync("twice@example.com");
        await AccountHost.RegisterAsync(Host.Open(), "twice@example.com");
        var browser = Host.Open();

        await browser.SubmitAsync(await browser.OpenAsync(old), "/account/confirm", ("password", AccountHost.Password));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        await browser.SubmitAsync(
            await browser.OpenAsync(await Host.LinkAsync("twice@example.com")), "/account/confirm", ("password", AccountHost.Password));

        Assert.Equal("/dev/applications", browser.Path);
    }

    [Fact]
    public async Task The_answer_comes_before_the_account_is_looked_up()
    {
        var email = new BlockedEmail();
        await using var host = await AccountHost.StartAsync(extend: services => services.AddSingleton<IPortalEmail>(email));
        var browser = host.Open();
        await AccountHost.RegisterAsync(browser, "first@example.com");
        await email.IsSending.WaitAsync(PortalHost.Patience);

        await AccountHost.RegisterAsync(browser, "second@example.com");

        Assert.Equal("/dev/account/sign-in", browser.Path);
        await host.InTablesAsync(async context => Assert.Equal(
            "first@example.com", (await context.Developers.SingleAsync()).Email));
        email.Release();

        using var end = new CancellationTokenSource(PortalHost.Patience);
        var count = 0;
        while (count < 2)
        {
            await host.InTablesAsync(async context => count = await context.Developers.CountAsync(end.Token));
            await Task.Delay(20, end.Token);
        }
    }

    [Theory]
    [InlineData("", "a@example.com", AccountHost.Password)]
    [InlineData("a\u202eb", "a@example.com", AccountHost.Password)]
    [InlineData("Dev", "not an address", AccountHost.Password)]
    [InlineData("Dev", "a@example.com\r\nBcc: b@example.com", AccountHost.Password)]
    [InlineData("Dev", "a@example.com,b@example.com", AccountHost.Password)]
    [InlineData("Dev", "a@example.com", "short")]
    [InlineData("Dev", "a@example.com", "aaaaaaaaaaaaaaaa")]
    public async Task Invalid_input_is_reported(string name, string email, string password)
    {
        var browser = Host.Open();

        var page = await AccountHost.RegisterAsync(browser, email, name, password);

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.NotEmpty(page.QuerySelectorAll("[role=alert] p"));
    }

    [Theory]
    [InlineData("a@other.example", false)]
    [InlineData("a@sub.example.com", false)]
    [InlineData("a@EXAMPLE.com", true)]
    public async Task Only_addresses_of_the_domains_register(string email, bool isAllowed)
    {
        await using var host = await AccountHost.StartAsync(accounts => accounts.EmailDomains.Add("example.com"));
        var browser = host.Open();

        var page = await AccountHost.RegisterAsync(browser, email);

        Assert.Equal(
            isAllowed ? [] : ["Use an e-mail address of one of these domains: example.com."],
            page.QuerySelectorAll("[role=alert] p").Select(error => error.TextContent));
        Assert.Equal(isAllowed ? "/dev/account/sign-in" : "/dev/account/register", browser.Path);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions()
    {
        var browser = await Host.RegisterAsync("reset@example.com");
        var other = Host.Open();
        await other.SubmitAsync(
            await other.OpenAsync("/dev/account/forgot"), "/account/forgot", ("email", "reset@example.com"));
        var link = await Host.LinkAsync("reset@example.com");
        await other.SubmitAsync(await other.OpenAsync(link), "/account/reset", ("password", "another long password"));
        await AccountHost.SignInAsync(other, "reset@example.com", "another long password");

        await browser.OpenAsync("/dev/applications");

        Assert.Equal("/dev/applications", other.Path);
        Assert.StartsWith("/dev/account/sign-in", browser.Path, StringComparison.Ordinal);
        await other.SubmitAsync(await other.OpenAsync(link), "/account/reset", ("password", "a third long password"));
        Assert.Equal(HttpStatusCode.BadRequest, other.Status);
    }
}
