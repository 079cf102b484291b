using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.RateLimit;

public class RateLimitOptionTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Without_enforcement_requests_pass_and_their_number_is_logged()
    {
        await using var host = await StartAsync("limit: 1, window: 1m, enforce: false");

        foreach (var _ in Enumerable.Range(0, 3))
            Assert.Equal((200, null), await host.GetAsync("/") is var answer ? (answer.Status, answer.Header("RateLimit")) : default);
        _time.Advance(TimeSpan.FromSeconds(60));
        await host.GetAsync("/");
        await host.GetAsync("/");

        Assert.Equal(["1", "2"], host.Logs.Lines
            .Where(line => line.Contains(
                "Rate limit 'route:all/rate-limit' isn't enforced; it would have rejected ", StringComparison.Ordinal))
            .Select(line => line.Split("rejected ")[1].Split(' ')[0]));
    }

    [Fact]
    public async Task A_fixed_cost_counts_for_each_request()
    {
        await using var host = await StartAsync("limit: 10, window: 1m, cost: 4");

        Assert.Equal("\"default\";r=6;t=60", (await host.GetAsync("/")).Header("RateLimit"));
        Assert.Equal(200, (await host.GetAsync("/")).Status);
        Assert.Equal(429, (await host.GetAsync("/")).Status);
    }

    [Theory]
    [InlineData("7", 3)]
    [InlineData("0", 9)]
    [InlineData("-5", 9)]
    [InlineData("many", 9)]
    public async Task The_cost_of_a_request_is_that_of_its_header_but_at_least_one(string header, int left)
    {
        await using var host = await StartAsync("limit: 10, window: 1m, cost: 'header:X-Cost'");

        var answer = await host.GetAsync("/", ("X-Cost", header));

        Assert.StartsWith($"\"default\";r={left};", answer.Header("RateLimit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cost_above_the_limit_is_rejected_for_the_time_of_the_window()
    {
        await using var host = await StartAsync("limit: 10, window: 1m, cost: 'header:X-Cost'");

        var answer = await host.GetAsync("/", ("X-Cost", "11"));

        Assert.Equal((429, "60"), (answer.Status, answer.Header("Retry-After")));
    }

    [Fact]
    public async Task The_cost_that_a_response_states_replaces_the_one_of_the_request()
    {
        await using var host = await StartAsync(
            "limit: 100, window: 1m, cost: 'response-header:X-Tokens'",
            setup => setup.WithUpstream(http =>
            {
                http.Response.Headers["X-Tokens"] = http.Request.Headers["X-Use"];
                return Task.CompletedTask;
            }));

        Assert.Equal("\"default\";r=99;t=60", (await host.GetAsync("/", ("X-Use", "40"))).Header("RateLimit"));
        Assert.Equal("\"default\";r=59;t=60", (await host.GetAsync("/", ("X-Use", "0"))).Header("RateLimit"));
        Assert.Equal("\"default\";r=59;t=60", (await host.GetAsync("/", ("X-Use", "500"))).Header("RateLimit"));
        Assert.Equal(429, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task The_older_fields_are_added_on_request()
    {
        await using var host = await StartAsync("limit: 1, window: 1m, legacyHeaders: true");

        foreach (var status in new[] { 200, 429 })
        {
            var answer = await host.GetAsync("/");
            Assert.Equal(
                (status, "1", "0", "RateLimit"),
                (answer.Status, answer.Header("X-RateLimit-Limit"), answer.Header("X-RateLimit-Remaining"),
                    answer.Header("RateLimit") is null ? "" : "RateLimit"));
            Assert.NotNull(answer.Header("X-RateLimit-Reset"));
        }
    }

    [Theory]
    [InlineData("'path:tenant, ip'")]
    [InlineData("['path:tenant', ip]")]
    public async Task A_parameter_of_the_path_and_the_address_count_together(string by)
    {
        await using var host = await PluginGateway.StartAsync($$"""
            routes:
              tenants:
                match: { path: "/{tenant}/{**rest}" }
                plugins: [ { name: rate-limit, options: { limit: 1, window: 1m, by: {{by}} } }, { name: mock } ]
            """, setup => setup.WithTime(_time));

        Assert.Equal(200, (await host.GetAsync("/blue/1")).Status);
        Assert.Equal(429, (await host.GetAsync("/blue/2")).Status);
        Assert.Equal(200, (await host.GetAsync("/green/1")).Status);
    }

    private Task<GatewayTestHost> StartAsync(string options, Action<GatewayTestSetup>? configure = null)
        => PluginGateway.StartAsync(PluginGateway.OneRoute($"{{ name: rate-limit, options: {{ {options}, by: ip }} }}"), setup =>
        {
            setup.WithTime(_time);
            configure?.Invoke(setup);
        });
}
