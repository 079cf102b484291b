using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.RateLimit;

public class LostStoreTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_request_that_cant_be_counted_is_a_503()
    {
        await using var host = await StartAsync("limit: 3, window: 1m");

        var answer = await host.GetAsync("/");

        Assert.Equal((503, "1", "application/problem+json"), (answer.Status, answer.Header("Retry-After"), answer.Header("Content-Type")));
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task With_the_policy_continue_it_passes_without_a_count()
    {
        await using var host = await StartAsync("limit: 3, window: 1m, onStoreError: continue");

        var answer = await host.GetAsync("/");

        Assert.Equal((200, null), (answer.Status, answer.Header("RateLimit")));
        Assert.Single(host.Upstream.Requests);
    }

    [Fact]
    public async Task The_loss_is_logged_once_a_minute()
    {
        await using var host = await StartAsync("limit: 3, window: 1m, onStoreError: continue");
        await host.GetAsync("/");
        await host.GetAsync("/");
        Assert.Single(Losses(host));

        _time.Advance(TimeSpan.FromMinutes(1));
        await host.GetAsync("/");

        Assert.Equal(2, Losses(host).Length);
    }

    private static string[] Losses(GatewayTestHost host)
        => [.. host.Logs.Lines.Where(
            line => line.Contains(
                "Rate limit 'route:all/rate-limit' can't count requests; its policy is 'Continue'.", StringComparison.Ordinal))];

    private Task<GatewayTestHost> StartAsync(string options)
        => PluginGateway.StartAsync(
            PluginGateway.OneRoute($"{{ name: rate-limit, options: {{ {options}, by: ip }} }}"),
            setup => setup.WithCounters(new LostCounterStore()).WithTime(_time));
}
