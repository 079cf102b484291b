using GatewayKit.Redis.Tests.Support;

namespace GatewayKit.Redis.Tests.Counters;

/// <summary>The behavior of every counter store, in this process or in Redis.</summary>
public abstract class CounterStoreContract : IAsyncLifetime
{
    private static readonly CounterSubject s_alice = new("alice");
    private static readonly CounterSubject s_bob = new("bob");
    private static readonly CounterAlgorithm[] s_algorithms = Enum.GetValues<CounterAlgorithm>();
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private TestedStore _tested = null!;

    private ICounterStore Store => _tested.Store;

    public async Task InitializeAsync() => _tested = await CreateAsync();

    public async Task DisposeAsync() => await _tested.DisposeAsync();

    private protected abstract Task<TestedStore> CreateAsync();

    [ContractFact]
    public async Task Of_parallel_requests_exactly_the_limit_is_allowed()
    {
        foreach (var algorithm in s_algorithms)
        {
            var policy = Policy($"parallel {algorithm}", algorithm, 100);

            var decisions = await Task.WhenAll(
                Enumerable.Range(0, 400).Select(_ => Task.Run(async () => await Store.TryAcquireAsync(policy, s_alice))));

            Assert.Equal(100, decisions.Count(d => d.IsAllowed));
        }
    }

    [ContractFact]
    public async Task Each_subject_and_each_scope_has_its_own_counter()
    {
        var (one, other) = (Policy("one", CounterAlgorithm.FixedWindow, 1), Policy("other", CounterAlgorithm.FixedWindow, 1));

        Assert.True(await AcquireAsync(one, s_alice));
        Assert.False(await AcquireAsync(one, s_alice));
        Assert.True(await AcquireAsync(one, s_bob));
        Assert.True(await AcquireAsync(one, CounterSubject.FromAddress(System.Net.IPAddress.Loopback)));
        Assert.True(await AcquireAsync(other, s_alice));
    }

    [ContractFact]
    public async Task A_policy_with_the_same_content_continues_and_one_with_other_limits_starts_at_zero()
    {
        await AcquireAsync(Policy("a", CounterAlgorithm.SlidingWindow, 2), s_alice);

        Assert.Equal(0, (await Store.TryAcquireAsync(Policy("a", CounterAlgorithm.SlidingWindow, 2), s_alice)).Remaining);
        Assert.Equal(4, (await Store.TryAcquireAsync(Policy("a", CounterAlgorithm.SlidingWindow, 5), s_alice)).Remaining);
    }

    [ContractFact]
    public async Task A_policy_that_keeps_the_usage_continues_with_other_limits()
    {
        foreach (var algorithm in s_algorithms)
        {
            await Store.TryAcquireAsync(Keeping(4), s_alice, 3);

            Assert.InRange((await Store.TryAcquireAsync(Keeping(10), s_alice)).Remaining, 6, 7);
            Assert.False((await Store.TryAcquireAsync(Keeping(2), s_alice)).IsAllowed);
            Assert.Equal(9, (await Store.TryAcquireAsync(Policy($"keeps {algorithm}", algorithm, 10), s_alice)).Remaining);

            CounterPolicy Keeping(int limit)
                => new($"keeps {algorithm}", algorithm, new CounterLimit(limit, TimeSpan.FromHours(1))) { KeepsUsage = true };
        }
    }

    [ContractFact]
    public async Task A_request_that_one_limit_rejects_counts_against_none()
    {
        var policy = new CounterPolicy("a", CounterAlgorithm.FixedWindow,
            new CounterLimit(2, TimeSpan.FromSeconds(1)), new CounterLimit(5, TimeSpan.FromHours(1)));
        for (var i = 0; i < 10; i++)
            await AcquireAsync(policy, s_alice);
        await _tested.AdvanceAsync(TimeSpan.FromSeconds(1));

        // Two of the ten were allowed, so the hour has three left, two of which fit into this second.
        Assert.True(await AcquireAsync(policy, s_alice));
        Assert.True(await AcquireAsync(policy, s_alice));
        Assert.False(await AcquireAsync(policy, s_alice));
        await _tested.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.True(await AcquireAsync(policy, s_alice));
        Assert.False(await AcquireAsync(policy, s_alice));
    }

    [ContractFact]
    public async Task The_decision_names_the_limit_that_rejects_longest_and_otherwise_the_one_with_the_least_left()
    {
        var policy = new CounterPolicy("a", CounterAlgorithm.SlidingWindow,
            new CounterLimit(1, TimeSpan.FromSeconds(1)), new CounterLimit(1, TimeSpan.FromHours(1)));
        await AcquireAsync(policy, s_alice);
        var other = new CounterPolicy("b", CounterAlgorithm.SlidingWindow,
            new CounterLimit(9, TimeSpan.FromSeconds(1)), new CounterLimit(5, TimeSpan.FromHours(1)));

        var rejected = await Store.TryAcquireAsync(policy, s_alice);

        Assert.Equal((false, 1, 0L), Short(rejected));
        Assert.Equal(TimeSpan.FromHours(1), rejected.RetryAfter);
        Assert.Equal((true, 1, 4L), Short(await Store.TryAcquireAsync(other, s_alice)));
    }

    [ContractFact]
    public async Task Several_costs_count_together_or_not_at_all()
    {
        var (requests, tokens) = (Policy("r", CounterAlgorithm.SlidingWindow, 3), Policy("t", CounterAlgorithm.TokenBucket, 1000));

        var rejected = await Store.TryAcquireAsync([new(requests, s_alice), new(tokens, s_alice, 1001)]);
        var allowed = await Store.TryAcquireAsync([new(requests, s_alice), new(tokens, s_alice, 900)]);

        Assert.Equal((false, 1, TimeSpan.MaxValue), (rejected.IsAllowed, rejected.CostIndex, rejected.RetryAfter));
        Assert.Equal((true, 1, 100L), (allowed.IsAllowed, allowed.CostIndex, allowed.Remaining));
        Assert.Equal(2, (await Store.PeekAsync(requests, s_alice)).Remaining);
    }

    [ContractFact]
    public async Task Costs_of_different_subjects_count_together_or_not_at_all()
    {
        var policy = Policy("a", CounterAlgorithm.FixedWindow, 3);
        await Store.TryAcquireAsync(policy, s_bob, 3);

        var rejected = await Store.TryAcquireAsync([new(policy, s_alice), new(policy, s_bob)]);

        Assert.Equal((false, 1), (rejected.IsAllowed, rejected.CostIndex));
        Assert.Equal(3, (await Store.PeekAsync(policy, s_alice)).Remaining);
    }

    [ContractFact]
    public async Task The_longest_wait_decides()
    {
        var (requests, tokens) = (Policy("r", CounterAlgorithm.SlidingWindow, 3), Policy("t", CounterAlgorithm.TokenBucket, 1000));
        await Store.TryAcquireAsync([new(requests, s_alice, 3), new(tokens, s_alice, 1000)]);

        var decision = await Store.TryAcquireAsync([new(requests, s_alice), new(tokens, s_alice, 10)]);

        Assert.Equal((false, 0, s_minute), (decision.IsAllowed, decision.CostIndex, decision.RetryAfter));
    }

    [ContractFact]
    public async Task Two_costs_of_the_same_counter_add_up()
    {
        var policy = Policy("a", CounterAlgorithm.SlidingWindow, 3);

        Assert.False((await Store.TryAcquireAsync([new(policy, s_alice, 2), new(policy, s_alice, 2)])).IsAllowed);
        Assert.True((await Store.TryAcquireAsync([new(policy, s_alice, 2), new(policy, s_alice, 1)])).IsAllowed);
        Assert.Equal(0, (await Store.PeekAsync(policy, s_alice)).Remaining);
    }

    [ContractFact]
    public async Task Looking_counts_nothing_and_an_amount_of_zero_counts_nothing()
    {
        foreach (var algorithm in s_algorithms)
        {
            var policy = Policy($"look {algorithm}", algorithm, 3);
            Assert.True((await Store.PeekAsync(policy, s_alice, 3)).IsAllowed);
            Assert.False((await Store.PeekAsync(policy, s_alice, 4)).IsAllowed);
            Assert.True((await Store.TryAcquireAsync(policy, s_alice, 0)).IsAllowed);

            Assert.Equal(2, (await Store.TryAcquireAsync(policy, s_alice)).Remaining);
        }
    }

    [ContractFact]
    public async Task A_refund_can_be_used_again_and_never_exceeds_what_is_counted()
    {
        foreach (var algorithm in s_algorithms)
        {
            var policy = Policy($"refund {algorithm}", algorithm, 10);
            var counted = await Store.TryAcquireAsync(policy, s_alice, 10);
            await Store.AdjustAsync(policy, s_alice, -4, counted.Timestamp);
            Assert.Equal(4, (await Store.PeekAsync(policy, s_alice)).Remaining);

            await Store.AdjustAsync(policy, s_alice, -40, counted.Timestamp);
            Assert.Equal(10, (await Store.PeekAsync(policy, s_alice)).Remaining);
        }
    }

    [ContractFact]
    public async Task A_later_cost_counts_beyond_the_limit()
    {
        foreach (var algorithm in s_algorithms)
        {
            var policy = Policy($"later {algorithm}", algorithm, 10);
            var counted = await Store.TryAcquireAsync(policy, s_alice, 10);
            await Store.AdjustAsync(policy, s_alice, 10, counted.Timestamp);

            var rejected = await Store.TryAcquireAsync(policy, s_alice);
            Assert.Equal((false, 0, 0L), Short(rejected));
            await _tested.AdvanceAsync(rejected.RetryAfter);
            Assert.True(await AcquireAsync(policy, s_alice));
        }
    }

    [ContractFact]
    public async Task A_refund_doesnt_change_a_window_that_began_later_but_the_previous_part_of_a_sliding_one()
    {
        var (whole, sliding) = (Policy("w", CounterAlgorithm.FixedWindow, 10), Policy("s", CounterAlgorithm.SlidingWindow, 10));
        var counted = await Store.TryAcquireAsync([new(whole, s_alice, 10), new(sliding, s_alice, 10)]);
        await _tested.AdvanceAsync(TimeSpan.FromSeconds(66));
        await Store.TryAcquireAsync([new(whole, s_alice, 8), new(sliding, s_alice, 1)]);
        Assert.Equal(1, (await Store.PeekAsync(sliding, s_alice)).Remaining);

        await Store.AdjustAsync([new(whole, s_alice, -7), new(sliding, s_alice, -5)], counted.Timestamp);

        Assert.Equal(2, (await Store.PeekAsync(whole, s_alice)).Remaining);
        Assert.Equal(5, (await Store.PeekAsync(sliding, s_alice)).Remaining);
    }

    [ContractFact]
    public async Task A_caller_that_waits_for_the_stated_time_is_allowed_and_one_that_waits_less_is_not()
    {
        var tick = TimeSpan.FromMicroseconds(1);
        foreach (var algorithm in s_algorithms)
        {
            foreach (var (limit, seconds) in new[] { (1, 1), (7, 60), (999, 365 * 86400) })
            {
                var policy = new CounterPolicy($"{algorithm} {limit}", algorithm, new CounterLimit(limit, TimeSpan.FromSeconds(seconds)));
                for (var round = 0; round < 4; round++)
                {
                    var left = (await Store.PeekAsync(policy, s_alice)).Remaining;
                    Assert.True(left == 0 || (await Store.TryAcquireAsync(policy, s_alice, left)).IsAllowed);
                    var wait = new TimeSpan((await Store.TryAcquireAsync(policy, s_alice)).RetryAfter.Ticks / 10 * 10);
                    await _tested.AdvanceAsync(wait - tick);
                    Assert.False(await AcquireAsync(policy, s_alice));
                    await _tested.AdvanceAsync(2 * tick);
                    Assert.True(await AcquireAsync(policy, s_alice));
                }
            }
        }
    }

    [ContractFact]
    public async Task A_caller_that_waits_for_the_reset_has_the_whole_limit()
    {
        foreach (var algorithm in s_algorithms)
        {
            var policy = new CounterPolicy($"reset {algorithm}", algorithm, new CounterLimit(10, TimeSpan.FromSeconds(7)));
            foreach (var used in new[] { 1, 5, 10 })
            {
                var reset = (await Store.TryAcquireAsync(policy, s_alice, used)).Reset;
                await _tested.AdvanceAsync(reset + TimeSpan.FromMicroseconds(1));

                Assert.Equal(10, (await Store.PeekAsync(policy, s_alice)).Remaining);
            }
        }
    }

    [ContractFact]
    public async Task Extreme_costs_dont_overflow()
    {
        foreach (var algorithm in s_algorithms)
        {
            var policy = new CounterPolicy($"extreme {algorithm}", algorithm,
                new CounterLimit(long.MaxValue / 2, TimeSpan.FromDays(365)), new CounterLimit(1, TimeSpan.FromMicroseconds(1)));
            for (var i = 0; i < 10; i++)
                await Store.AdjustAsync(policy, s_alice, CounterCost.MaxAmount, 0);

            Assert.False(await AcquireAsync(policy, s_alice));
        }
    }

    [ContractFact]
    public async Task Calls_without_a_cost_or_with_a_negative_amount_are_rejected_and_canceled_ones_dont_count()
    {
        var policy = Policy("a", CounterAlgorithm.FixedWindow, 10);

        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.TryAcquireAsync([]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.TryAcquireAsync(policy, s_alice, -1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.PeekAsync(policy, s_alice, -1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.TryAcquireAsync(policy, s_alice, 1, new CancellationToken(canceled: true)));
        Assert.Equal(10, (await Store.PeekAsync(policy, s_alice)).Remaining);
    }

    private static CounterPolicy Policy(string scope, CounterAlgorithm algorithm, long limit)
        => new(scope, algorithm, new CounterLimit(limit, s_minute));

    private static (bool, int, long) Short(CounterDecision decision) => (decision.IsAllowed, decision.LimitIndex, decision.Remaining);

    private async Task<bool> AcquireAsync(CounterPolicy policy, CounterSubject subject)
        => (await Store.TryAcquireAsync(policy, subject)).IsAllowed;
}
