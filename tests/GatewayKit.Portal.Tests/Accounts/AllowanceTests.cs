using System.Net;
using AngleSharp.Dom;
using GatewayKit.Plugins.Quota;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Testing;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class AllowanceTests
{
    private const string Limits = "{ name: rate-limit, options: { limit: 10, window: 1h } }, "
        + "{ name: quota, options: { limits: [ { limit: 100, period: day }, { limit: 1000, period: month } ] } }";

    [Fact]
    public async Task A_developer_sees_what_is_left_of_the_limits_of_a_plan()
    {
        await using var host = await StartAsync(Limits);
        var (browser, path) = await CallAsync(host);

        await browser.OpenAsync($"{path}/usage");
        var rows = (await browser.OpenAsync($"{path}/usage")).QuerySelectorAll("#limits tbody tr");

        Assert.Equal(
            ["Free: 10 per hour, 9 on this node", "Free: 100 per day, 99 on this node", "Free: 1000 per month, 999 on this node"],
            rows.Select(TextOf));
    }

    [Fact]
    public async Task A_limit_that_does_not_count_by_consumer_is_not_known()
    {
        await using var host = await StartAsync("{ name: rate-limit, options: { limit: 10, window: 1h, by: ip } }");
        var (browser, path) = await CallAsync(host);

        var rows = (await browser.OpenAsync($"{path}/usage")).QuerySelectorAll("#limits tbody tr");

        Assert.Equal(["Free: 10 per hour, Not known, counted by ip"], rows.Select(TextOf));
    }

    [Fact]
    public async Task The_page_says_that_the_shared_counters_do_not_answer()
    {
        await using var host = await StartAsync(Limits, setup => setup.WithCounters(new LostCounterStore()));
        var (browser, path) = await CallAsync(host);

        var rows = (await browser.OpenAsync($"{path}/usage")).QuerySelectorAll("#limits tbody tr");

        Assert.Equal(["Free: -, Can't be read now", "Free: -, Can't be read now"], rows.Select(TextOf));
    }

    [Fact]
    public async Task A_limit_that_is_not_enforced_is_not_shown()
    {
        await using var host = await StartAsync("{ name: quota, options: { limit: 1, period: day, enforce: false } }");
        var (browser, path) = await CallAsync(host);

        Assert.Null((await browser.OpenAsync($"{path}/usage")).QuerySelector("#limits"));
    }

    private static string TextOf(IElement row)
        => $"{row.Children[0].TextContent}: {row.Children[1].TextContent}, {row.Children[2].TextContent}";

    private static Task<AccountHost> StartAsync(string plugins, Action<GatewayTestSetup>? setUp = null) => AccountHost.StartAsync(
        configuration: $$"""
            routes:
              hello: { clusterId: up, match: { path: /hello }, plugins: [ { name: key-auth } ] }
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
            groups: { free: { plugins: [ {{plugins}} ] } }
            portal:
              plans: { free: { title: Free, group: free, apis: [hello] } }
              apis: { hello: { versions: [ { version: v1, routes: [hello] } ] } }
            """,
        setUp: setup =>
        {
            setup.WithPlugin<QuotaPlugin>();
            setUp?.Invoke(setup);
        });

    /// <summary>Subscribes an application, and sends one request with its key.</summary>
    private static async Task<(Browser Browser, string Path)> CallAsync(AccountHost host)
    {
        var browser = await host.RegisterAsync("limits@example.com");
        var page = await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", "Shop"));
        page = await browser.SubmitAsync(page, "/subscriptions", ("plan", "hello/free"));
        page = await browser.SubmitAsync(page, "/keys", ("days", ""));
        await host.AnswersAsync(HttpStatusCode.OK, page.QuerySelector("#new-key")!.TextContent);
        return (browser, browser.Path);
    }
}
