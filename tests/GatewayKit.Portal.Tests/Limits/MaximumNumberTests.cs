using System.Net;
using GatewayKit.Portal.Accounts.OpenIdConnect;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Tests.Limits;

public sealed class MaximumNumberTests
{
    private const string Full = "The portal has its maximum number of";

    [Fact]
    public async Task A_portal_with_the_maximum_number_of_accounts_has_no_registration()
    {
        await using var host = await AccountHost.StartAsync(accounts => accounts.Limits.MaximumAccounts = 1);
        await host.RegisterAsync("in@example.com");
        var browser = host.Open();

        var page = await AccountHost.RegisterAsync(browser, "out@example.com");

        Assert.StartsWith(Full, page.QuerySelector("[role=alert]")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    [Fact]
    public async Task An_account_that_is_not_confirmed_neither_counts_nor_gets_over_the_maximum()
    {
        await using var host = await AccountHost.StartAsync(accounts => accounts.Limits.MaximumAccounts = 1);
        var waiting = host.Open();
        await AccountHost.RegisterAsync(waiting, "waiting@example.com");
        var link = await host.LinkAsync("waiting@example.com");
        await host.RegisterAsync("in@example.com");

        var page = await waiting.SubmitAsync(
            await waiting.OpenAsync(link), "/account/confirm", ("password", AccountHost.Password));

        Assert.StartsWith(Full, page.QuerySelector("[role=alert]")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("gatewaykit-portal", waiting.Cookies.Keys);
    }

    [Fact]
    public async Task A_reset_does_not_confirm_an_account_over_the_maximum()
    {
        await using var host = await AccountHost.StartAsync(accounts => accounts.Limits.MaximumAccounts = 1);
        var waiting = host.Open();
        await AccountHost.RegisterAsync(waiting, "waiting@example.com");
        await host.LinkAsync("waiting@example.com");
        await waiting.SubmitAsync(
            await waiting.OpenAsync("/dev/account/forgot"), "/account/forgot", ("email", "waiting@example.com"));
        var link = await host.LinkAsync("waiting@example.com");
        await host.RegisterAsync("in@example.com");

        var page = await waiting.SubmitAsync(await waiting.OpenAsync(link), "/account/reset", ("password", AccountHost.Password));

        Assert.StartsWith(Full, page.QuerySelector("[role=alert]")!.TextContent.Trim(), StringComparison.Ordinal);
        await host.InTablesAsync(async context => Assert.False(
            (await context.Developers.SingleAsync(row => row.Email == "waiting@example.com")).EmailConfirmed));
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [Postgres]
    public async Task A_user_of_the_provider_who_has_an_account_signs_in_and_another_one_does_not(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var context = await store.OpenAsync();
        var options = new PortalAccountOptions { Limits = { MaximumAccounts = 1 } };
        var accounts = new ProviderAccounts(context, new MaximumNumbers(context, options), TimeProvider.System);

        var first = await accounts.OpenAsync(UserOf("a"), default);

        Assert.Null(await accounts.OpenAsync(UserOf("b"), default));
        Assert.Equal(first!.Id, (await accounts.OpenAsync(UserOf("a"), default))!.Id);
    }

    [Fact]
    public async Task The_maximum_number_of_applications_is_that_of_all_developers()
    {
        await using var host = await AccountHost.StartAsync(accounts => accounts.Limits.MaximumApplications = 1);
        var (first, second) = (await host.RegisterAsync("first@example.com"), await host.RegisterAsync("second@example.com"));
        await AccountHost.IssueAsync(first);

        var page = await second.SubmitAsync(await second.OpenAsync("/dev/applications"), "/applications", ("name", "Shop"));

        Assert.StartsWith(Full, page.QuerySelector("[role=alert]")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public void An_invalid_limit_is_rejected()
    {
        var error = Assert.Throws<ArgumentException>(() => LimitCheck.Check(new PortalAccountLimits { MaximumAccounts = 0 }));

        Assert.Equal("Limits.MaximumAccounts must be between 1 and 1,000,000.", error.Message);
        Assert.Throws<ArgumentException>(
            () => LimitCheck.Check(new PortalAccountLimits { RequestAgainAfter = TimeSpan.FromDays(-1) }));
        LimitCheck.Check(new PortalAccountLimits());
    }

    private static ProviderUser UserOf(string subject)
        => new("https://login.example.com", subject, "User", null, IsEmailVerified: false, []);
}
