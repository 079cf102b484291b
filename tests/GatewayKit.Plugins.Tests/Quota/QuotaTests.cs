using System.Text.Json;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Quota;

public class QuotaTests
{
    // A quarter to midnight in Berlin, on the last day of November.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 22, 45, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_quota_ends_with_the_day_of_its_time_zone_and_begins_again()
    {
        await using var host = await StartAsync("limit: 2, period: day, timeZone: Europe/Berlin");

        var answer = await host.GetAsync("/");
        Assert.Equal(
            (200, "\"default\";q=2;w=86400", "\"default\";r=1;t=900"),
            (answer.Status, answer.Header("RateLimit-Policy"), answer.Header("RateLimit")));
        Assert.Equal(200, (await host.GetAsync("/")).Status);
        _time.Advance(TimeSpan.FromSeconds(899));
        var rejected = await host.GetAsync("/");
        Assert.Equal((429, "1", "\"default\";r=0;t=1"),
            (rejected.Status, rejected.Header("Retry-After"), rejected.Header("RateLimit")));
        Assert.Equal("The request exceeds the quota of 2 per day.",
            JsonDocument.Parse(rejected.Body).RootElement.GetProperty("detail").GetString());

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("\"default\";r=1;t=86400", (await host.GetAsync("/")).Header("RateLimit"));
        Assert.Equal(3, host.Upstream.Requests.Count);
    }

    [Fact]
    public async Task A_day_that_the_change_of_the_clock_makes_longer_has_one_quota()
    {
        _time.SetUtcNow(new DateTimeOffset(2027, 10, 30, 22, 0, 0, TimeSpan.Zero));
        await using var host = await StartAsync("limit: 1, period: day, timeZone: Europe/Berlin");

        Assert.Equal("\"default\";q=1;w=90000", (await host.GetAsync("/")).Header("RateLimit-Policy"));
        _time.Advance(TimeSpan.FromHours(24));
        Assert.Equal("3600", (await host.GetAsync("/")).Header("Retry-After"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task All_of_several_limits_apply_and_each_ends_with_its_own_period()
    {
        await using var host = await StartAsync("limits: [ { limit: 2, period: hour }, { limit: 3, period: month } ]");

        var first = await host.GetAsync("/");
        Assert.Equal("\"default-hour\";q=2;w=3600, \"default-month\";q=3;w=2592000", first.Header("RateLimit-Policy"));
        Assert.Equal("\"default-hour\";r=1;t=900", first.Header("RateLimit"));
        await host.GetAsync("/");
        Assert.Equal("900", (await host.GetAsync("/")).Header("Retry-After"));

        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("\"default-month\";r=0;t=3600", (await host.GetAsync("/")).Header("RateLimit"));
        Assert.Equal("\"default-month\";r=0;t=3600", (await host.GetAsync("/")).Header("RateLimit"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("\"default-hour\";r=1;t=3600", (await host.GetAsync("/")).Header("RateLimit"));
    }

    [Fact]
    public async Task Each_part_that_is_used_is_logged_once_a_period_and_stays_in_the_responses()
    {
        await using var host = await StartAsync("limit: 4, period: hour, by: 'header:X-Tenant', warnAt: [50, 100]");

        var fields = new List<string?>();
        for (var i = 0; i < 4; i++)
            fields.Add((await host.GetAsync("/", ("X-Tenant", "secret"))).Header("Quota-Warning"));
        Assert.Equal([null, "\"default\";p=50", "\"default\";p=50", "\"default\";p=100"], fields);
        Assert.Null((await host.GetAsync("/", ("X-Tenant", "blue"))).Header("Quota-Warning"));
        Assert.Equal(
            [
                "Quota 'route:all/quota' is used up to 50 % (2 of 4 per hour) by a header 'X-Tenant'.",
                "Quota 'route:all/quota' is used up to 100 % (4 of 4 per hour) by a header 'X-Tenant'.",
            ],
            Warnings(host));

        _time.Advance(TimeSpan.FromMinutes(15));
        await host.GetAsync("/", ("X-Tenant", "secret"));
        await host.GetAsync("/", ("X-Tenant", "secret"));
        Assert.Equal(3, Warnings(host).Length);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_limit_that_does_not_decide_is_reported_too()
    {
        await using var host = await StartAsync("limits: [ { limit: 4, period: hour }, { limit: 8, period: month } ], warnAt: [50, 100]");

        var fields = new List<string?>();
        for (var i = 0; i < 4; i++)
            fields.Add((await host.GetAsync("/")).Header("Quota-Warning"));

        Assert.Equal(
            [null, "\"default-hour\";p=50", "\"default-hour\";p=50", "\"default-hour\";p=100, \"default-month\";p=50"], fields);
        Assert.Equal(
            ["(2 of 4 per hour)", "(4 of 4 per hour)", "(4 of 8 per month)"],
            Warnings(host).Select(line => line[(line.IndexOf(" % ", StringComparison.Ordinal) + 3)..].Split(" by ")[0]));

        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("\"default-month\";p=50", (await host.GetAsync("/")).Header("Quota-Warning"));
        Assert.Equal(3, Warnings(host).Length);
    }

    [Fact]
    public async Task The_cost_that_a_response_states_counts_in_the_period_of_its_request()
    {
        await using var host = await StartAsync(
            "limit: 100, period: hour, cost: 'response-header:X-Tokens'",
            setup => setup.WithUpstream(http =>
            {
                http.Response.Headers["X-Tokens"] = "90";
                if (http.Request.Path == "/late")
                    _time.Advance(TimeSpan.FromMinutes(15));
                return Task.CompletedTask;
            }));

        Assert.Equal("\"default\";r=99;t=900", (await host.GetAsync("/late")).Header("RateLimit"));
        Assert.Equal("\"default\";r=99;t=3600", (await host.GetAsync("/")).Header("RateLimit"));
        Assert.Equal("\"default\";r=9;t=3600", (await host.GetAsync("/")).Header("RateLimit"));
        Assert.Equal(429, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task A_group_and_a_consumer_have_quotas_of_their_own()
    {
        await using var host = await PluginGateway.StartAsync("""
            routes:
              all:
                match: { path: /hello }
                plugins: [ { name: key-auth }, { name: mock } ]
            plugins: [ { name: quota, options: { limit: 1, period: day } } ]
            groups: { gold: { plugins: [ { name: quota, options: { limit: 2, period: day } } ] } }
            consumers:
              alice: { credentials: { key-auth: [ { key: alice-key } ] } }
              bob: { groups: [gold], credentials: { key-auth: [ { key: bob-key } ] } }
              carol:
                groups: [gold]
                credentials: { key-auth: [ { key: carol-key } ] }
                plugins: [ { name: quota, options: { limit: 3, period: day } } ]
            """, setup => setup.WithTime(_time));

        foreach (var (key, allowed) in new[] { ("alice-key", 1), ("bob-key", 2), ("carol-key", 3) })
        {
            for (var i = 0; i <= allowed; i++)
                Assert.Equal(i < allowed ? 200 : 429, (await host.GetAsync("/hello", ("X-Api-Key", key))).Status);
        }
    }

    [Fact]
    public async Task Another_limit_keeps_the_usage_of_the_current_period()
    {
        await using var host = await StartAsync("limit: 2, period: month");
        await host.GetAsync("/");
        await host.GetAsync("/");
        Assert.Equal(429, (await host.GetAsync("/")).Status);

        foreach (var (limit, status) in new[] { (4, 200), (3, 429), (4, 200), (4, 429) })
        {
            Assert.Empty(await host.ReloadAsync(Configuration($"limit: {limit}, period: month")).WaitAsync(TimeSpan.FromSeconds(60)));
            Assert.Equal(status, (await host.GetAsync("/")).Status);
        }
    }

    [Fact]
    public async Task Without_enforcement_requests_pass_and_are_logged()
    {
        await using var host = await StartAsync("limit: 1, period: hour, enforce: false");

        Assert.Equal((200, null), await host.GetAsync("/") is var answer ? (answer.Status, answer.Header("Quota-Warning")) : default);
        Assert.Equal(200, (await host.GetAsync("/")).Status);
        Assert.Contains(host.Logs.Lines, line => line.Contains(
            "Quota 'route:all/quota' isn't enforced; it would have rejected 1 requests.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_parallel_requests_exactly_the_quota_passes_in_each_period()
    {
        await using var host = await StartAsync("limit: 20, period: hour");

        var requests = Enumerable.Range(0, 60).Select(_ => host.GetAsync("/")).ToArray();
        Assert.Equal(20, (await Task.WhenAll(requests)).Count(answer => answer.Status == 200));
        _time.Advance(TimeSpan.FromMinutes(15));
        requests = [.. Enumerable.Range(0, 60).Select(_ => host.GetAsync("/"))];
        Assert.Equal(20, (await Task.WhenAll(requests)).Count(answer => answer.Status == 200));
    }

    [Theory]
    [InlineData("local", 200, 429)]
    [InlineData("allow", 200, 200)]
    [InlineData("deny", 503, 503)]
    public async Task While_the_shared_store_does_not_answer_the_policy_decides(string policy, int first, int second)
    {
        await using var host = await StartAsync(
            $"limit: 1, period: month, onStoreFailure: {policy}", setup => setup.WithCounters(new LostCounterStore()));

        Assert.Equal((first, second), ((await host.GetAsync("/")).Status, (await host.GetAsync("/")).Status));
        Assert.Contains(host.Logs.Lines, line => line.Contains(
            "Quota 'route:all/quota' can't count in the shared store", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", "limit is missing; set 'limit' and 'period', or 'limits'")]
    [InlineData("{ limit: 0, period: day }", "options.limit is 0; it must be between 1 and 1000000000000.")]
    [InlineData("{ limit: 1, period: year }", "options.period is 'year'")]
    [InlineData("{ limit: 1, period: day, timeZone: Europe/Bern }",
        "options.timeZone is 'Europe/Bern', which this system doesn't know; use a name such as Europe/Berlin")]
    [InlineData("{ limit: 1, period: day, warnAt: [80, 101] }", "options.warnAt[1] is 101; it must be between 1 and 100")]
    [InlineData("{ limit: 1, period: day, cost: 2 }", "options.cost is 2 and exceeds the limit of 1")]
    [InlineData("{ limit: 1, period: day, by: user }", "must be consumer, ip, route, cluster, header:NAME")]
    [InlineData("{ limits: [ { limit: 1, period: day }, { limit: 2, period: day } ] }", "options.limits[1].period is a duplicate")]
    [InlineData("{ limit: 1, period: day, store: shared }", "is shared, but the gateway has no shared counter store")]
    public async Task An_option_that_cant_work_is_an_error(string options, string error)
        => Assert.Contains(
            await PluginGateway.ErrorsOfAsync($"{{ name: quota, options: {options} }}"),
            text => text.Contains(error, StringComparison.Ordinal));

    [Fact]
    public async Task A_count_that_a_restart_loses_is_a_warning_unless_it_is_wanted()
    {
        Assert.Contains("a restart starts all counts at zero", Assert.Single(await PluginGateway.WarningsOfAsync(
            "{ name: quota, options: { limit: 1, period: day } }")), StringComparison.Ordinal);
        Assert.Empty(await PluginGateway.WarningsOfAsync("{ name: quota, options: { limit: 1, period: day, store: local } }"));
    }

    private static string Configuration(string options) => PluginGateway.OneRoute($"{{ name: quota, options: {{ {options} }} }}");

    private static string[] Warnings(GatewayTestHost host)
        => [.. host.Logs.Lines.Where(line => line.Contains("is used up to", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("Quota '", StringComparison.Ordinal)..])];

    private Task<GatewayTestHost> StartAsync(string options, Action<GatewayTestSetup>? configure = null)
        => PluginGateway.StartAsync(Configuration(options), setup =>
        {
            setup.WithTime(_time);
            configure?.Invoke(setup);
        });
}
