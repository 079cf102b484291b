using GatewayKit.Plugins.RateLimit;
using GatewayKit.Redis.Connection;
using GatewayKit.Redis.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Redis.Tests.Failures;

public sealed class StoreFailureTests
{
    private const int Limit = 5;

    /// <summary>Returns the largest usage of all sliding windows.</summary>
    private const string Used = """
        local used = 0
        for _, key in ipairs(redis.call('KEYS', '*')) do
          local count = string.match(redis.call('GET', key), '^%d+ %d+ (%d+)$')
          used = math.max(used, tonumber(count or 0))
        end
        return used
        """;

    [RedisServerTheory]
    [InlineData("local", 200, 429)]
    [InlineData("allow", 200, 200)]
    [InlineData("deny", 503, 503)]
    public async Task While_the_server_is_stopped_a_request_gets_what_the_option_says_and_afterwards_the_shared_limit(
        string policy, int first, int beyond)
    {
        await using var server = await RedisServer.StartAsync();
        await using var host = await StartAsync(server, policy);
        await server.StopAsync();

        Assert.Equal(first, await StatusAsync(host));
        for (var i = 1; i < Limit; i++)
            await StatusAsync(host);
        Assert.Equal(beyond, await StatusAsync(host));

        await server.RestartAsync();

        // Each request is counted in Redis again once it answers, until its limit is reached.
        await Eventually.TrueAsync(async () =>
        {
            await StatusAsync(host);
            return (long)await server.SendAsync("EVAL", Used, 0) == Limit;
        });
        Assert.Equal(429, await StatusAsync(host));
    }

    private static async Task<int> StatusAsync(GatewayTestHost host)
    {
        using var response = await host.Client.GetAsync("/").WaitAsync(TimeSpan.FromSeconds(120));
        return (int)response.StatusCode;
    }

    private static async Task<GatewayTestHost> StartAsync(RedisServer server, string policy)
    {
        var host = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<RateLimitPlugin>()
            .WithGateway(gateway => gateway.UseRedis(server.Address, redis =>
            {
                redis.Timeout = TimeSpan.FromSeconds(60);
                redis.ProbeInterval = TimeSpan.FromMilliseconds(20);
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
                        options: { limit: {{Limit}}, window: 1h, by: ip, onStoreFailure: {{policy}} }
                clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
                """)).WaitAsync(TimeSpan.FromSeconds(120));
        await host.Services.GetRequiredService<RedisConnection>().ConnectAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return host;
    }
}
