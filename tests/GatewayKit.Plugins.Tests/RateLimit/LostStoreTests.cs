using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.RateLimit;

public class LostStoreTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task By_default_each_node_counts_for_itself_meanwhile()
    {
        await using var host = await StartAsync("limit: 1, window: 1m");

        Assert.Equal("\"default\";r=0;t=60", (await host.GetAsync("/")).Header("RateLimit"));
        Assert.Equal((429, "60"), ((await host.GetAsync("/")) is var answer ? (answer.Status, answer.Header("Retry-After")) : default));
    }

    [Fact]
    public async Task A_store_that_is_local_never_fails()
    {
        await using var host = await StartAsync("limit: 1, window: 1m, store: local, onStoreFailure: deny");

        Assert.Equal(200, (await host.GetAsync("/")).Status);
        Assert.Equal(429, (await host.GetAsync("/")).Status);
        Assert.Empty(Losses(host));
    }

    [Fact]
    public async Task With_the_policy_deny_a_request_that_cant_be_counted_is_a_503()
    {
        await using var host = await StartAsync("limit: 3, window: 1m, store: shared, onStoreFailure: deny");

        var answer = await host.GetAsync("/");

        Assert.Equal((503, "1", "application/problem+json"), (answer.Status, answer.Header("Retry-After"), answer.Header("Content-Type")));
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task With_the_policy_allow_it_passes_without_a_count()
    {
        await using var host = await StartAsync("limit: 3, window: 1m, onStoreFailure: allow");

        var answer = await host.GetAsync("/");

        Assert.Equal((200, null), (answer.Status, answer.Header("RateLimit")));
        Assert.Single(host.Upstream.Requests);
    }

    [Fact]
    public async Task The_loss_is_logged_once_a_minute()
    {
        await using var host = await StartAsync("limit: 3, window: 1m, onStoreFailure: allow");
        await host.GetAsync("/");
        await host.GetAsync("/");
        Assert.Single(Losses(host));

        _time.Advance(TimeSpan.FromMinutes(1));
        await host.GetAsync("/");

        Assert.Equal(2, Losses(host).Length);
    }

    [Theory]
    [InlineData("limit: 1, window: 1m, store: local", "rate-limit all allowed 1", "rate-limit all limited 1")]
    [InlineData("limit: 1, window: 1m, store: local, enforce: false", "rate-limit all allowed 1", "rate-limit all not enforced 1")]
    [InlineData("limit: 1, window: 1m, onStoreFailure: allow", "rate-limit all failed open 1", "rate-limit all failed open 1")]
    [InlineData("limit: 1, window: 1m, onStoreFailure: deny", "rate-limit all failed closed 1", "rate-limit all failed closed 1")]
    public async Task Each_decision_is_counted(string options, string first, string second)
    {
        await using var host = await StartAsync(options);
        using var metrics = new Metrics(host);

        await host.GetAsync("/");
        await host.GetAsync("/");

        Assert.Equal([first, second], metrics.Of("gatewaykit.limit.decisions"));
    }

    private static string[] Losses(GatewayTestHost host)
        => [.. host.Logs.Lines.Where(
            line => line.Contains(
                "Rate limit 'route:all/rate-limit' can't count in the shared store; its policy is 'Allow'.", StringComparison.Ordinal))];

    private Task<GatewayTestHost> StartAsync(string options)
        => PluginGateway.StartAsync(
            PluginGateway.OneRoute($"{{ name: rate-limit, options: {{ {options}, by: ip }} }}"),
            setup => setup.WithCounters(new LostCounterStore()).WithTime(_time));
}
