using GatewayKit.Redis.Tests.Support;

namespace GatewayKit.Redis.Tests.Failures;

public sealed class SentinelTests
{
    [RedisServerFact]
    public async Task After_a_failover_the_new_primary_goes_on_counting()
    {
        var policy = new CounterPolicy("a", CounterAlgorithm.FixedWindow, new CounterLimit(10, TimeSpan.FromHours(1)));
        var alice = new CounterSubject("alice");
        await using var primary = await RedisServer.StartAsync();
        await using var replica = await RedisServer.StartAsync(
            "--replicaof", "127.0.0.1", $"{primary.Port}", "--repl-diskless-sync-delay", "0");
        await Eventually.TrueAsync(async () => ((string?)await replica.SendAsync("INFO", "replication"))!
            .Contains("master_link_status:up", StringComparison.Ordinal));
        await using var sentinel = await RedisServer.StartSentinelAsync(primary);
        await using var redis = await TestRedis.ConnectAsync($"{sentinel.Address},serviceName=main,connectTimeout=5000");
        await Eventually.AnswersAsync(redis.Store, policy, alice);
        await redis.Store.TryAcquireAsync(policy, alice, 4);
        await Eventually.TrueAsync(async () => (long)await replica.SendAsync("DBSIZE") > 0);

        await primary.StopAsync();
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                return (await redis.Store.TryAcquireAsync(policy, alice)).Remaining < 6;
            }
            catch (CounterStoreException)
            {
                return false;
            }
        });

        Assert.InRange((await redis.Store.PeekAsync(policy, alice)).Remaining, 1, 5);
    }
}
