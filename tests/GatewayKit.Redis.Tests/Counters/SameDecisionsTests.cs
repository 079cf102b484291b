using GatewayKit.Redis.Tests.Support;

namespace GatewayKit.Redis.Tests.Counters;

/// <summary>Random calls, to the store in this process and to one in Redis at the same times: all decisions are the same.</summary>
public sealed class SameDecisionsTests(SharedRedisServer server) : IClassFixture<SharedRedisServer>
{
    private const int Calls = 600;
    private static readonly CounterSubject[] s_subjects = [new("alice"), new("bob")];

    [Fact]
    public Task Garnet_decides_like_the_store_in_this_process() => CompareAsync(EmbeddedGarnet.Address, seed: 1);

    [RedisServerFact]
    public Task Redis_decides_like_the_store_in_this_process() => CompareAsync(server.Address, seed: 2);

    [Fact]
    public Task Garnet_decides_like_the_store_in_this_process_about_a_time_that_exceeds_64_bits()
        => CompareLargestAsync(EmbeddedGarnet.Address);

    [RedisServerFact]
    public Task Redis_decides_like_the_store_in_this_process_about_a_time_that_exceeds_64_bits()
        => CompareLargestAsync(server.Address);

    private static async Task CompareLargestAsync(string address)
    {
        await using var local = TestedStore.CreateLocal();
        await using var redis = await TestedStore.CreateRedisAsync(address);
        var policy = new CounterPolicy("largest", CounterAlgorithm.TokenBucket, new CounterLimit(1, TimeSpan.FromDays(365)));
        CounterCost[] adjusted = [new(policy, s_subjects[0], 1_000_000)];
        await local.Store.AdjustAsync(adjusted, 0);
        await redis.Store.AdjustAsync(adjusted, 0);

        var one = await local.Store.TryAcquireAsync(policy, s_subjects[0]);
        var other = await redis.Store.TryAcquireAsync(policy, s_subjects[0]);

        Assert.False(other.IsAllowed);
        Assert.Equal(Rounded(one), other with { Timestamp = 0 });
    }

    private static async Task CompareAsync(string address, int seed)
    {
        await using var local = TestedStore.CreateLocal();
        await using var redis = await TestedStore.CreateRedisAsync(address);
        var random = new Random(seed);
        var policies = Policies(random);
        var timestamps = new List<(long Local, long Redis)> { (0, 0) };
        for (var i = 0; i < Calls; i++)
        {
            var step = Step(random);
            await local.AdvanceAsync(step);
            await redis.AdvanceAsync(step);
            CounterCost[] costs = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Cost(random, policies))];
            if (random.Next(6) == 0)
            {
                var timestamp = timestamps[random.Next(timestamps.Count)];
                if (random.Next(2) == 0)
                    costs = [.. costs.Select(c => new CounterCost(c.Policy, c.Subject, -c.Amount))];
                await local.Store.AdjustAsync(costs, timestamp.Local);
                await redis.Store.AdjustAsync(costs, timestamp.Redis);
                continue;
            }

            var looks = random.Next(4) == 0;
            var one = looks ? await local.Store.PeekAsync(costs) : await local.Store.TryAcquireAsync(costs);
            var other = looks ? await redis.Store.PeekAsync(costs) : await redis.Store.TryAcquireAsync(costs);
            timestamps.Add((one.Timestamp, other.Timestamp));

            Assert.True(Rounded(one) == (other with { Timestamp = 0 }), $"Call {i}: {Rounded(one)} is expected, but is {other}.");
        }
    }

    private static CounterPolicy[] Policies(Random random) =>
    [
        .. Enumerable.Range(0, 8).Select(i => new CounterPolicy(
            $"{i}", (CounterAlgorithm)(i % 3),
            Enumerable.Range(0, 1 + (i % 2)).Select(_ => new CounterLimit(
                1 + (long)Math.Pow(10, random.NextDouble() * 7),
                TimeSpan.FromMicroseconds((long)Math.Pow(10, 4 + (random.NextDouble() * 9))))))),
    ];

    private static CounterCost Cost(Random random, CounterPolicy[] policies)
    {
        var policy = policies[random.Next(policies.Length)];
        return new CounterCost(
            policy, s_subjects[random.Next(2)], (long)(policy.Limits[0].Limit * Math.Pow(random.NextDouble(), 3) * 1.05));
    }

    private static TimeSpan Step(Random random) => TimeSpan.FromMicroseconds((long)Math.Pow(10, random.NextDouble() * 12) - 1);

    /// <summary>Redis counts in microseconds, and rounds times up.</summary>
    private static CounterDecision Rounded(CounterDecision decision)
        => decision with { Timestamp = 0, Reset = Rounded(decision.Reset), RetryAfter = Rounded(decision.RetryAfter) };

    private static TimeSpan Rounded(TimeSpan time)
        => time == TimeSpan.MaxValue ? time : new TimeSpan((time.Ticks + 9) / 10 * 10);
}
