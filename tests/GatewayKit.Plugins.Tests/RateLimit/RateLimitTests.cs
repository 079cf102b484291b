using System.Text.Json;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.RateLimit;

public class RateLimitTests
{
    private const string Mock = "{ name: mock }";

    [Fact]
    public async Task What_is_left_is_told_with_every_response()
    {
        await using var host = await StartAsync("limit: 3, window: 1m");

        var answers = new[] { await host.GetAsync("/"), await host.GetAsync("/"), await host.GetAsync("/") };

        Assert.All(answers, a => Assert.Equal((200, "\"default\";q=3;w=60"), (a.Status, a.Header("RateLimit-Policy"))));
        Assert.Equal("\"default\";r=2;t=60", answers[0].Header("RateLimit"));
        Assert.StartsWith("\"default\";r=0;t=", answers[2].Header("RateLimit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_request_is_a_429_that_says_when_to_come_back()
    {
        await using var host = await StartAsync("limit: 1, window: 1m", new FakeTimeProvider());
        await host.GetAsync("/");

        var answer = await host.GetAsync("/");

        Assert.Equal((429, "60", "application/problem+json"), (answer.Status, answer.Header("Retry-After"), answer.Header("Content-Type")));
        Assert.Equal(("\"default\";q=1;w=60", "\"default\";r=0;t=60"), (answer.Header("RateLimit-Policy"), answer.Header("RateLimit")));
        Assert.Equal("No more than 1 request is allowed in 1m.",
            JsonDocument.Parse(answer.Body).RootElement.GetProperty("detail").GetString());
        Assert.Single(host.Upstream.Requests);
    }

    [Fact]
    public async Task Who_comes_back_when_told_is_let_through()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync("limit: 1, window: 1m", time);
        await host.GetAsync("/");

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("1", (await host.GetAsync("/")).Header("Retry-After"));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await host.GetAsync("/")).Status);
    }

    [Theory]
    [InlineData("sliding-window")]
    [InlineData("fixed-window")]
    [InlineData("token-bucket")]
    public async Task Of_parallel_requests_exactly_the_limit_is_let_through(string algorithm)
    {
        await using var host = await StartAsync($"limit: 40, window: 1h, algorithm: {algorithm}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => host.GetAsync("/"))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(40, answers.Count(a => a.Status == 200));
        Assert.Equal(160, answers.Count(a => a.Status == 429));
        Assert.Equal(40, host.Upstream.Requests.Count);
        Assert.Equal(Enumerable.Range(0, 40), answers.Where(a => a.Status == 200).Select(Left).Order());
    }

    [Fact]
    public async Task Each_algorithm_refills_in_its_own_way()
    {
        var time = new FakeTimeProvider();
        var routes = string.Concat(new[] { "sliding-window", "fixed-window", "token-bucket" }.Select(algorithm => $$"""
              {{algorithm}}:
                match: { path: "/{{algorithm}}" }
                plugins: [ { name: rate-limit, options: { limit: 4, window: 1m, algorithm: {{algorithm}} } }, { name: mock } ]

            """));
        await using var host = await PluginGateway.StartAsync("routes:\n" + routes, setup => setup.WithTime(time));
        foreach (var algorithm in new[] { "sliding-window", "fixed-window", "token-bucket" })
            Assert.Equal(4, await CountAllowedAsync(host, $"/{algorithm}"));

        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await CountAllowedAsync(host, "/sliding-window"));
        Assert.Equal(0, await CountAllowedAsync(host, "/fixed-window"));
        Assert.Equal(2, await CountAllowedAsync(host, "/token-bucket"));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await CountAllowedAsync(host, "/sliding-window"));
        Assert.Equal(4, await CountAllowedAsync(host, "/fixed-window"));
        Assert.Equal(2, await CountAllowedAsync(host, "/token-bucket"));
    }

    [Fact]
    public async Task Several_limits_hold_together()
    {
        var time = new FakeTimeProvider();
        await using var host =
            await StartAsync("limits: [ { limit: 2, window: 1s }, { limit: 3, window: 1h } ], algorithm: fixed-window", time);

        Assert.Equal(2, await CountAllowedAsync(host, "/"));
        var byTheSecond = await host.GetAsync("/");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await CountAllowedAsync(host, "/"));
        var byTheHour = await host.GetAsync("/");

        Assert.Equal("\"default-1s\";q=2;w=1, \"default-1h\";q=3;w=3600", byTheHour.Header("RateLimit-Policy"));
        Assert.Equal(("\"default-1s\";r=0;t=1", "1"), (byTheSecond.Header("RateLimit"), byTheSecond.Header("Retry-After")));
        Assert.Equal(("\"default-1h\";r=0;t=3599", "3599"), (byTheHour.Header("RateLimit"), byTheHour.Header("Retry-After")));
    }

    [Fact]
    public async Task Two_entries_both_hold_and_both_tell_what_is_left()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            "{ name: rate-limit, id: all, options: { limit: 3, window: 1h, by: route } }",
            "{ name: rate-limit, id: each, options: { limit: 2, window: 1h, by: 'header:X-User' } }", Mock));

        var first = await host.GetAsync("/", ("X-User", "a"));
        Assert.Equal("\"each\";q=2;w=3600, \"all\";q=3;w=3600", first.Header("RateLimit-Policy"));
        Assert.Equal("\"each\";r=1;t=3600, \"all\";r=2;t=3600", first.Header("RateLimit"));
        Assert.Equal(200, (await host.GetAsync("/", ("X-User", "a"))).Status);
        Assert.Equal(429, (await host.GetAsync("/", ("X-User", "a"))).Status);
        Assert.Equal(429, (await host.GetAsync("/", ("X-User", "b"))).Status);
    }

    [Theory]
    [InlineData("limit: 0, window: 1m", "options.limit is 0; it must be between 1 and 1000000.")]
    [InlineData("limit: 1000001, window: 1m", "options.limit is 1000001; it must be between 1 and 1000000.")]
    [InlineData("limit: many, window: 1m", "options.limit is 'many'; it must be a whole number between 1 and 1000000.")]
    [InlineData("limit: 1, window: 500ms", "options.window is 500ms; it must be between 1s and 365d.")]
    [InlineData("limit: 1", "options.window is missing; set 'limit' and 'window', or 'limits'.")]
    [InlineData("window: 1m", "options.limit is missing; set 'limit' and 'window', or 'limits'.")]
    [InlineData("limit: 1, window: 1m, by: moon", "options.by is 'moon'; it must be consumer, ip, route, cluster, header:NAME, "
        + "cookie:NAME, claim:NAME, path:NAME or variable:NAME, or a list of up to 5 of them.")]
    [InlineData("limit: 1, window: 1m, by: 'header:'", "options.by is 'header:'; it must be consumer, ip, route, cluster, header:NAME, "
        + "cookie:NAME, claim:NAME, path:NAME or variable:NAME, or a list of up to 5 of them.")]
    [InlineData("limit: 1, window: 1m, by: 'ip,'", "options.by is 'ip,'; it must be consumer, ip, route, cluster, header:NAME, "
        + "cookie:NAME, claim:NAME, path:NAME or variable:NAME, or a list of up to 5 of them.")]
    [InlineData("limit: 1, window: 1m, cost: 0",
        "options.cost is 0; it must be between 1 and 999999, header:NAME, response-header:NAME or variable:NAME.")]
    [InlineData("limit: 10, window: 1m, cost: 11", "options.cost is 11 and exceeds the limit of 10; each request would be rejected.")]
    [InlineData("limit: 10, window: 1m, prefetch: 5, cost: 2", "options.prefetch can't be combined with 'cost'; permits count 1.")]
    [InlineData("limit: 1, window: 1m, prefetch: 5, store: local",
        "options.prefetch can't be combined with 'store: local', which has no round trips.")]
    [InlineData("limit: 1, window: 1m, store: shared",
        "options.store is shared, but the gateway has no shared counter store; start it with --redis, or call UseRedis.")]
    [InlineData("limit: 1, window: 1m, algorithm: leaky",
        "options.algorithm is 'leaky'; it must be one of: sliding-window, fixed-window, token-bucket.")]
    [InlineData("limit: 1, limits: [ { limit: 1, window: 1s } ]",
        "options.limits can't be combined with 'limit' or 'window'; set 'limit' and 'window', or 'limits'.")]
    [InlineData("limits: [ { limit: 1, window: 60s }, { limit: 2, window: 1m } ]",
        "options.limits[1].window is 1m, a duplicate; each limit needs a different window.")]
    [InlineData("limits: [ { limit: 0, window: 1s } ]", "options.limits[0].limit is 0; it must be between 1 and 1000000.")]
    [InlineData("limits: [ { limit: 1 } ]", "options.limits[0].window is missing; it is required.")]
    public async Task A_wrong_option_is_named(string options, string message)
        => Assert.Equal([$"(rate-limit): {message}"],
            await PluginGateway.ErrorsOfAsync($"{{ name: rate-limit, options: {{ {options} }} }}"));

    [Theory]
    [InlineData("{ limit: 10, window: 1s }, { limit: 5, window: 1h }",
        "options.limits[0].limit is 10 in 1s and never takes effect: the limit of 5 in 1h is reached first.")]
    [InlineData("{ limit: 5, window: 1h }, { limit: 5, window: 1m }",
        "options.limits[1].limit is 5 in 1m and never takes effect: the limit of 5 in 1h is reached first.")]
    [InlineData("{ limit: 1, window: 1s }, { limit: 5, window: 1h }", null)]
    public async Task A_limit_that_never_refuses_is_accepted_with_a_warning(string limits, string? warning)
    {
        await using var host = await StartAsync($"limits: [ {limits} ]", new FakeTimeProvider());

        Assert.Equal(warning is null ? 0 : 1,
            host.Logs.Lines.Count(
                line => warning is null
                    ? line.Contains("never refuses", StringComparison.Ordinal)
                    : line.EndsWith(warning, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task More_than_ten_limits_are_refused()
    {
        var limits = string.Join(", ", Enumerable.Range(1, 11).Select(i => $"{{ limit: 1, window: {i}s }}"));

        Assert.Equal(["(rate-limit): options.limits is a list of 11 items; it must have at most 10 items."],
            await PluginGateway.ErrorsOfAsync($"{{ name: rate-limit, options: {{ limits: [ {limits} ] }} }}"));
    }

    private static Task<GatewayTestHost> StartAsync(string options, TimeProvider? time = null)
        => PluginGateway.StartAsync(PluginGateway.OneRoute($"{{ name: rate-limit, options: {{ {options} }} }}"),
            setup => setup.WithTime(time ?? new FakeTimeProvider()));

    private static int Left(Answer answer) => int.Parse(answer.Header("RateLimit")!.Split(";r=")[1].Split(';')[0], null);

    private static async Task<int> CountAllowedAsync(GatewayTestHost host, string path)
    {
        var allowed = 0;
        while ((await host.GetAsync(path)).Status == 200)
            allowed++;

        return allowed;
    }
}
