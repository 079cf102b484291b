using System.Net;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Limits;

public sealed class DailyLimitTests
{
    [Theory]
    [InlineData(TestStore.Sqlite)]
    [Postgres]
    public async Task A_developer_creates_a_limited_number_of_applications_within_24_hours(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var context = await store.OpenAsync();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 2, 0, 0, 0, TimeSpan.Zero));
        var audit = new AuditLog(context, new PortalAccountOptions(), time);
        var options = new PortalAccountOptions { Limits = { ApplicationsPerDay = 2 } };
        var limits = new DailyLimits(audit, options, time);
        var reader = new Reader(Guid.NewGuid(), "Dev", "dev@example.com");
        await CreateAsync();
        time.Advance(TimeSpan.FromHours(1));
        await CreateAsync();

        time.Advance(TimeSpan.FromHours(1));
        var error = await Assert.ThrowsAsync<LimitReachedException>(() => limits.CheckApplicationAsync(reader, default));
        Assert.EndsWith("within 24 hours. Try again in 22 hours.", error.Text, StringComparison.Ordinal);
        await limits.CheckApplicationAsync(reader with { Id = Guid.NewGuid() }, default);
        time.Advance(TimeSpan.FromHours(22));
        await limits.CheckApplicationAsync(reader, default);

        async Task CreateAsync()
        {
            await limits.CheckApplicationAsync(reader, default);
            await audit.WriteAsync(new DefaultHttpContext(), reader, ApplicationList.Created);
        }
    }

    [Fact]
    public async Task Deleting_an_application_does_not_allow_another_one()
    {
        await using var host = await AccountHost.StartAsync(accounts => accounts.Limits.ApplicationsPerDay = 1);
        var browser = await host.RegisterAsync("churn@example.com");
        await AccountHost.IssueAsync(browser);
        await browser.SubmitAsync(await browser.OpenAsync(browser.Path), "/delete");

        var page = await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", "Again"));

        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        Assert.Contains("Try again in 24 hours.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await browser.OpenAsync("/dev/applications")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Revoking_a_key_does_not_allow_another_one()
    {
        await using var host = await AccountHost.StartAsync(accounts => accounts.Limits.KeysPerDay = 2);
        var browser = await host.RegisterAsync("keys@example.com");
        var (path, _) = await AccountHost.IssueAsync(browser);
        await browser.SubmitAsync(await browser.OpenAsync(path), "/revoke");
        await browser.SubmitAsync(await browser.OpenAsync(path), "/keys", ("days", ""));

        foreach (var action in (string[])["/keys", "/rotate"])
        {
            await browser.SubmitAsync(await browser.OpenAsync(path), action);
            Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        }

        Assert.Single((await browser.OpenAsync(path)).QuerySelectorAll("tbody tr"));
    }
}
