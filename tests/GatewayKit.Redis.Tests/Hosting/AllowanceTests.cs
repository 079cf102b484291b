using System.Diagnostics.Metrics;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.Quota;
using GatewayKit.Redis.Connection;
using GatewayKit.Redis.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Redis.Tests.Hosting;

public sealed class AllowanceTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    // At noon: no period ends during the test.
    private static readonly FakeTimeProvider s_time = new(new DateTimeOffset(2026, 12, 15, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Each_node_reads_what_is_left_of_a_shared_quota_without_counting()
    {
        var prefix = $"{Guid.NewGuid():N}:";
        await using var first = await StartAsync(prefix);
        await using var second = await StartAsync(prefix);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-Api-Key", "alice-key" } } };
        using var response = await first.Client.SendAsync(request).WaitAsync(s_patience);
        Assert.Equal(200, (int)response.StatusCode);

        await ReadAsync(second);
        var allowances = await ReadAsync(second);

        Assert.Equal([("day", 2L, false), ("month", 999L, false)], allowances.Select(a => (a.Period, a.Remaining!.Value, a.IsOfNode)));
    }

    /// <summary>Reads with another instance of the plugin for the same entry, which has the same counters.</summary>
    private static async Task<IReadOnlyList<Allowance>> ReadAsync(GatewayTestHost host)
    {
        var options = new QuotaOptions
        {
            Limits = [new() { Limit = 3, Period = QuotaPeriod.Day }, new() { Limit = 1000, Period = QuotaPeriod.Month }],
        };
        var plugin = new QuotaPlugin(
            options, host.Services.GetRequiredService<ICounterStores>(),
            new PluginPlacement { Plugin = "quota", Scope = PluginScope.Route, ScopeId = "all" }, s_time, new NoWarnings(),
            host.Services.GetRequiredService<IMeterFactory>(), NullLogger<QuotaPlugin>.Instance);
        return await plugin.ReadAllowancesAsync(new Consumer("alice")).AsTask().WaitAsync(s_patience);
    }

    private static async Task<GatewayTestHost> StartAsync(string prefix)
    {
        var host = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<KeyAuthPlugin>()
            .WithPlugin<QuotaPlugin>()
            .WithTime(s_time)
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
                      - { name: key-auth }
                      - name: quota
                        timeout: 90s
                        options: { limits: [ { limit: 3, period: day }, { limit: 1000, period: month } ], onStoreFailure: deny }
                clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
                consumers: { alice: { credentials: { key-auth: [ { key: alice-key } ] } } }
                """)).WaitAsync(s_patience);
        await host.Services.GetRequiredService<RedisConnection>().ConnectAsync().WaitAsync(s_patience);
        return host;
    }

    private sealed class NoWarnings : IPluginWarnings
    {
        public void Warn(string option, string message)
        {
        }
    }
}
