using GatewayKit.Redis.Counters;
using GatewayKit.Redis.Tests.Support;

namespace GatewayKit.Redis.Tests.Failures;

public sealed class ClusterTests
{
    private const int Subjects = 60;
    private static readonly CounterPolicy s_policy = Policy("a", 10);

    [RedisServerFact]
    public async Task A_cluster_counts_exactly_and_spreads_subjects_over_its_nodes()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var redis = await TestRedis.ConnectAsync(cluster.Addresses);

        var allowed = await Task.WhenAll(Enumerable.Range(0, Subjects * 15).Select(i => Task.Run(
            async () => (await redis.Store.TryAcquireAsync(s_policy, Subject(i % Subjects))).IsAllowed)));

        Assert.Equal(Subjects * 10, allowed.Count(a => a));
        foreach (var node in cluster.Nodes)
            Assert.InRange((long)await node.SendAsync("DBSIZE"), 1, Subjects - 2);
    }

    [RedisServerFact]
    public async Task Costs_of_one_subject_are_decided_together_and_those_of_several_are_taken_back()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var redis = await TestRedis.ConnectAsync(cluster.Addresses);
        var other = Policy("b", 3);
        for (var i = 0; i < Subjects; i++)
        {
            var (one, two) = (Subject(i), Subject(i + Subjects));
            await redis.Store.TryAcquireAsync(other, two, 3);

            Assert.False((await redis.Store.TryAcquireAsync([new(s_policy, one), new(other, one, 4)])).IsAllowed);
            var rejected = await redis.Store.TryAcquireAsync([new(s_policy, one), new(other, two)]);
            Assert.Equal((false, 1), (rejected.IsAllowed, rejected.CostIndex));
            Assert.Equal(10, (await redis.Store.PeekAsync(s_policy, one)).Remaining);
            Assert.Equal(1, (await redis.Store.TryAcquireAsync([new(s_policy, two), new(other, one, 2)])).Remaining);
        }
    }

    [RedisServerFact]
    public async Task A_paused_node_takes_only_its_own_subjects_with_it_and_costs_three_timeouts()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var redis = await TestRedis.ConnectAsync(cluster.Addresses, prefix: "gw:", timeout: TimeSpan.FromMilliseconds(500));
        for (var i = 0; i < Subjects; i++)
            await Eventually.AnswersAsync(redis.Store, s_policy, Subject(i));

        cluster.Nodes[0].Pause();
        var timeouts = 0;
        for (var i = 0; i < Subjects; i++)
        {
            if (NodeOf(redis, Subject(i)) > 0)
                await Eventually.AnswersAsync(redis.Store, s_policy, Subject(i));
            else if (await FailureAsync(redis, Subject(i)) is { InnerException: not null })
                timeouts++;
        }

        cluster.Nodes[0].Resume();

        Assert.Equal(3, timeouts);
        for (var i = 0; i < Subjects; i++)
            await Eventually.AnswersAsync(redis.Store, s_policy, Subject(i));
    }

    private static Task<CounterStoreException> FailureAsync(TestRedis redis, CounterSubject subject)
        => Assert.ThrowsAsync<CounterStoreException>(async () => await redis.Store.PeekAsync(s_policy, subject));

    private static int NodeOf(TestRedis redis, CounterSubject subject)
        => redis.Multiplexer.GetHashSlot(CounterKeys.Of("gw:", subject, PolicyArguments.Of(s_policy).Id)) * 3 / 16384;

    private static CounterSubject Subject(int number) => new($"subject {number}");

    private static CounterPolicy Policy(string scope, long limit)
        => new(scope, CounterAlgorithm.FixedWindow, new CounterLimit(limit, TimeSpan.FromHours(1)));
}
