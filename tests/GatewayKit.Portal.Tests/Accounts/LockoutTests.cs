using System.Net;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Accounts;

[Collection(SharedAccounts.Name)]
public sealed class LockoutTests(AccountFixture fixture)
{
    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task Wrong_passwords_at_the_same_time_do_not_exceed_the_limit()
    {
        var developer = await Host.RegisterAsync("parallel@example.com");

        await Task.WhenAll(Enumerable.Range(0, 12).Select(
            _ => AccountHost.SignInAsync(Host.Open(), "parallel@example.com", "wrong password!"))).WaitAsync(PortalHost.Patience);

        // The fifth attempt locks the account and starts the count again, so that another one would be counted.
        await Host.InTablesAsync(async context => Assert.Equal(
            (true, 0),
            await context.Developers.Where(row => row.Email == "parallel@example.com")
                .Select(row => ValueTuple.Create(row.LockoutEnd != null, row.AccessFailedCount)).SingleAsync()));
        var page = await developer.OpenAsync("/dev/account/audit");
        Assert.Single(page.QuerySelectorAll("tbody td:nth-child(2)"), cell => cell.TextContent == "sign-in failed");
    }

    [Fact]
    public async Task A_correct_password_starts_the_count_again()
    {
        await Host.RegisterAsync("again@example.com");
        var browser = Host.Open();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
                await AccountHost.SignInAsync(browser, "again@example.com", "wrong password!");
            await AccountHost.SignInAsync(browser, "again@example.com");
            Assert.Equal("/dev/applications", browser.Path);
        }
    }

    [Fact]
    public async Task A_stranger_locks_an_account_only_for_browsers_that_have_not_signed_in_before()
    {
        var known = await Host.RegisterAsync("known-browser@example.com");
        await known.SubmitAsync(await known.OpenAsync("/dev/account"), "/account/sign-out");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(
            _ => AccountHost.SignInAsync(Host.Open(), "known-browser@example.com", "wrong password!"))).WaitAsync(PortalHost.Patience);

        await AccountHost.SignInAsync(known, "known-browser@example.com");
        var other = Host.Open();
        await AccountHost.SignInAsync(other, "known-browser@example.com");

        Assert.Equal("/dev/applications", known.Path);
        Assert.Equal(HttpStatusCode.BadRequest, other.Status);
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [Postgres]
    public async Task An_account_that_is_not_confirmed_within_a_day_is_deleted(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 2, 0, 0, 0, TimeSpan.Zero));
        await using var context = await store.OpenAsync();
        context.Developers.AddRange(
            Create("old", hours: 25), Create("confirmed", hours: 25, isConfirmed: true), Create("young", hours: 23));
        await context.SaveChangesAsync();

        await new UnconfirmedAccounts(context, time).DeleteAsync(default);

        Assert.Equal(["confirmed", "young"], await context.Developers.Select(row => row.Name).Order().ToListAsync());

        Developer Create(string name, int hours, bool isConfirmed = false) => new()
        {
            Id = Guid.NewGuid(),
            Name = name,
            UserName = name,
            EmailConfirmed = isConfirmed,
            Created = time.GetUtcNow().UtcDateTime.AddHours(-hours),
        };
    }
}
