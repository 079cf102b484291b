using GatewayKit.Plugins.RateLimit;
using GatewayKit.Redis.Connection;
using GatewayKit.Redis.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Redis.Tests.Hosting;

public sealed class ThreeGatewaysTests
{
    [Theory]
    [InlineData("sliding-window")]
    [InlineData("fixed-window")]
    [InlineData("token-bucket")]
    public async Task Of_many_parallel_clients_of_three_gateways_exactly_the_limit_is_allowed(string algorithm)
    {
        var prefix = $"{Guid.NewGuid():N}:";
        var options = $"limit: 40, window: 1d, algorithm: {algorithm}";
        await using var one = await StartAsync(prefix, options);
        await using var two = await StartAsync(prefix, options);
        await using var three = await StartAsync(prefix, options);

        var statuses = await StatusesAsync(150, one, two, three);

        Assert.Equal((40, 110), (statuses.Count(s => s == 200), statuses.Count(s => s == 429)));
    }

    [Fact]
    public async Task With_permits_in_batches_no_more_than_the_limit_is_allowed_and_a_part_of_each_batch_can_be_lost()
    {
        var prefix = $"{Guid.NewGuid():N}:";
        const string Options = "limit: 100, window: 1d, prefetch: 5";
        await using var one = await StartAsync(prefix, Options);
        await using var two = await StartAsync(prefix, Options);
        await using var three = await StartAsync(prefix, Options);

        var statuses = await StatusesAsync(210, one, two, three);

        // A batch that isn't used up within a second, on a busy machine, is lost, too.
        Assert.InRange(statuses.Count(s => s == 200), 20, 100);
        Assert.Equal(210, statuses.Count(s => s is 200 or 429));
    }

    private static Task<int[]> StatusesAsync(int requests, params GatewayTestHost[] gateways)
        => Task.WhenAll(Enumerable.Range(0, requests).Select(async i =>
        {
            using var response = await gateways[i % gateways.Length].Client.GetAsync("/").WaitAsync(TimeSpan.FromSeconds(120));
            return (int)response.StatusCode;
        }));

    private static async Task<GatewayTestHost> StartAsync(string prefix, string options)
    {
        var host = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<RateLimitPlugin>()
            .WithGateway(gateway => gateway.UseRedis(EmbeddedGarnet.Address, redis =>
            {
                redis.KeyPrefix = prefix;
                redis.Timeout = TimeSpan.FromSeconds(60);
                redis.Connection.AsyncTimeout = redis.Connection.ConnectTimeout = 60_000;
            }))
            .WithConfiguration($$"""
                routes:
                  all:
                    clusterId: up
                    match: { path: "/{**rest}" }
                    plugins:
                      - name: rate-limit
                        timeout: 90s
                        options: { {{options}}, by: ip, store: shared, onStoreFailure: deny }
                clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
                """)).WaitAsync(TimeSpan.FromSeconds(120));

        // A gateway starts without waiting long for Redis.
        await host.Services.GetRequiredService<RedisConnection>().ConnectAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return host;
    }
}
