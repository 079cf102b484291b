using GatewayKit.Plugins.Quota;
using GatewayKit.Redis.Connection;
using GatewayKit.Redis.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Redis.Tests.Hosting;

public sealed class QuotaRestartTests
{
    [Fact]
    public async Task A_quota_survives_the_restart_of_a_gateway_and_ends_with_its_period()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 31, 12, 0, 0, TimeSpan.Zero));
        var prefix = $"{Guid.NewGuid():N}:";
        await using (var first = await StartAsync(prefix, time))
            Assert.Equal([200, 200], await StatusesAsync(first, first));

        await using var second = await StartAsync(prefix, time);
        await using var third = await StartAsync(prefix, time);
        Assert.Equal([200, 429, 429], await StatusesAsync(second, second, third));

        time.Advance(TimeSpan.FromHours(12));
        Assert.Equal([200, 200], await StatusesAsync(second, third));
    }

    private static async Task<List<int>> StatusesAsync(params GatewayTestHost[] gateways)
    {
        var statuses = new List<int>();
        foreach (var gateway in gateways)
        {
            using var response = await gateway.Client.GetAsync("/").WaitAsync(TimeSpan.FromSeconds(120));
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    private static async Task<GatewayTestHost> StartAsync(string prefix, TimeProvider time)
    {
        var host = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<QuotaPlugin>()
            .WithTime(time)
            .WithGateway(gateway => gateway.UseRedis(EmbeddedGarnet.Address, redis =>
            {
                redis.KeyPrefix = prefix;
                redis.Timeout = TimeSpan.FromSeconds(60);
                redis.Connection.AsyncTimeout = redis.Connection.ConnectTimeout = 60_000;
            }))
            .WithConfiguration("""
                routes:
                  all:
                    clusterId: up
                    match: { path: "/{**rest}" }
                    plugins:
                      - name: quota
                        timeout: 90s
                        options:
                          limits: [ { limit: 3, period: day }, { limit: 1000, period: month } ]
                          by: ip
                          store: shared
                          onStoreFailure: deny
                clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
                """)).WaitAsync(TimeSpan.FromSeconds(120));

        // A gateway starts without waiting long for Redis.
        await host.Services.GetRequiredService<RedisConnection>().ConnectAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return host;
    }
}
