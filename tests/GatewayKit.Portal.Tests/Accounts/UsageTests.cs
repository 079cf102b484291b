using System.Net;
using System.Text;
using AngleSharp.Dom;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Portal.Usage;
using GatewayKit.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Accounts;

[Collection(SharedAccounts.Name)]
public sealed class UsageTests(AccountFixture fixture)
{
    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task A_developer_sees_the_requests_of_an_application()
    {
        var browser = await Host.RegisterAsync("usage@example.com");
        var (path, key) = await AccountHost.IssueAsync(browser);
        await Host.AnswersAsync(HttpStatusCode.OK, key);
        await Host.CountedAsync(1, application: path);

        var page = await browser.OpenAsync($"{path}/usage?days=1");

        var api = page.QuerySelectorAll("table")[^1].QuerySelector("tbody tr")!;
        Assert.Equal("Hello", api.QuerySelector("th")!.TextContent);
        Assert.Equal("1", api.QuerySelector("td")!.TextContent);
        Assert.Single(page.QuerySelectorAll("rect.ok"));
        Assert.Equal(24, page.QuerySelectorAll("details tbody tr").Length);
        Assert.Equal("Requests in the highest bar: 1", page.QuerySelector(".legend + p")!.TextContent);
    }

    [Fact]
    public async Task A_key_has_the_hour_of_its_last_use()
    {
        var browser = await Host.RegisterAsync("last-use@example.com");
        var (path, key) = await AccountHost.IssueAsync(browser);
        Assert.Equal("No use counted", LastUse(await browser.OpenAsync(path)));
        var before = DateTime.UtcNow;
        await Host.AnswersAsync(HttpStatusCode.OK, key);
        await Host.CountedAsync(1, application: path);

        var page = await browser.OpenAsync(path);

        Assert.Contains(LastUse(page), new[] { before, DateTime.UtcNow }.Select(time => $"{time:yyyy-MM-dd HH}:00"));

        static string LastUse(IParentNode page) => page.QuerySelectorAll("table tbody tr")[0].Children[3].TextContent;
    }

    [Fact]
    public async Task Usage_can_be_downloaded()
    {
        var browser = await Host.RegisterAsync("csv@example.com");
        var (path, key) = await AccountHost.IssueAsync(browser);
        await Host.AnswersAsync(HttpStatusCode.OK, key);
        await Host.CountedAsync(1, application: path);

        using var response = await browser.SendAsync(HttpMethod.Get, $"{path}/usage.csv?days=7", null);

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("api,\"Hello\",1,1,0,0,", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_usage_of_an_application_of_another_developer_does_not_exist()
    {
        var (path, _) = await AccountHost.IssueAsync(await Host.RegisterAsync("usage-owner@example.com"));
        var other = await Host.RegisterAsync("usage-other@example.com");

        foreach (var page in (string[])["/usage", "/usage.csv"])
        {
            await other.OpenAsync(path + page);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }
    }

    [Fact]
    public async Task Pages_at_short_intervals_write_the_counts_once()
    {
        var (statistics, time) = (new CountedStatistics(), new FakeTimeProvider());
        var flush = new UsageFlush(statistics, time);

        await flush.RunAsync(default);
        time.Advance(UsageFlush.Interval - TimeSpan.FromMilliseconds(1));
        await flush.RunAsync(default);
        Assert.Equal(1, statistics.Flushes);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await flush.RunAsync(default);

        Assert.Equal(2, statistics.Flushes);
    }

    [Fact]
    public async Task A_page_shows_the_requests_until_now()
    {
        var time = new FakeTimeProvider();
        await using var host = await AccountHost.StartAsync(extend: services => services.AddSingleton(
            provider => new UsageFlush(provider.GetRequiredService<IGatewayStatistics>(), time)));
        var browser = await host.RegisterAsync("now@example.com");
        var (path, key) = await AccountHost.IssueAsync(browser);
        await host.AnswersAsync(HttpStatusCode.OK, key);

        // An exchange ends after its client has the response, perhaps after the first page.
        using var end = new CancellationTokenSource(PortalHost.Patience);
        while ((await browser.OpenAsync($"{path}/usage?days=1")).QuerySelectorAll("rect.ok").Length != 1)
        {
            time.Advance(UsageFlush.Interval);
            await Task.Delay(20, end.Token);
        }
    }

    [Fact]
    public void A_title_like_a_formula_is_a_text()
    {
        var usage = new UsageSection("api", ["API"], [new UsageRow("=cmd|' /c calc'!\"A1\"")]);

        Assert.Contains(
            "\"'=cmd|' /c calc'!\"\"A1\"\"\"", Encoding.UTF8.GetString(UsageCsv.Write(usage)), StringComparison.Ordinal);
    }

    private sealed class CountedStatistics : IGatewayStatistics
    {
        public int Flushes { get; private set; }

        public Task FlushAsync(CancellationToken cancellation = default)
        {
            Flushes++;
            return Task.CompletedTask;
        }

        public Task<StatisticsResult> QueryAsync(StatisticsQuery query, CancellationToken cancellation = default)
            => throw new NotSupportedException();
    }
}
