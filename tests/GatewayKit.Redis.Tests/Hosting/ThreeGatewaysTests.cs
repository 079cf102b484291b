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
        await using var one = await StartAsync(prefix, algorithm);
        await using var two = await StartAsync(prefix, algorithm);
        await using var three = await StartAsync(prefix, algorithm);
        GatewayTestHost[] gateways = [one, two, three];

        var statuses = await Task.WhenAll(Enumerable.Range(0, 150).Select(async i =>
        {
            using var response = await gateways[i % 3].Client.GetAsync("/").WaitAsync(TimeSpan.FromSeconds(120));
            return (int)response.StatusCode;
        }));

        Assert.Equal((40, 110), (statuses.Count(s => s == 200), statuses.Count(s => s == 429)));
    }

    private static async Task<GatewayTestHost> StartAsync(string prefix, string algorithm)
    {
        var host = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<RateLimitPlugin>()
            .WithGateway(gateway => gateway.UseRedis(EmbeddedGarnet.Address, options =>
            {
                options.KeyPrefix = prefix;
                options.Timeout = TimeSpan.FromSeconds(60);
                options.Connection.AsyncTimeout = options.Connection.ConnectTimeout = 60_000;
            }))
            .WithConfiguration($$"""
                routes:
                  all:
                    clusterId: up
                    match: { path: "/{**rest}" }
                    plugins: [ { name: rate-limit, timeout: 90s, options: { limit: 40, window: 1h, algorithm: {{algorithm}}, by: ip } } ]
                clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
                """)).WaitAsync(TimeSpan.FromSeconds(120));

        // A gateway starts without waiting long for Redis.
        await host.Services.GetRequiredService<RedisConnection>().ConnectAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return host;
    }
}
