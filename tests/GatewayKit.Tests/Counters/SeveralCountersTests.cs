using GatewayKit.Counters;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Counters;

public class SeveralCountersTests
{
    private static readonly CounterSubject s_alice = new("alice");
    private static readonly CounterPolicy s_requests = Policy("requests", CounterAlgorithm.SlidingWindow, 3);
    private static readonly CounterPolicy s_tokens = Policy("tokens", CounterAlgorithm.TokenBucket, 1000);
    private readonly FakeTimeProvider _time = new();
    private readonly LocalCounterStore _store;

    public SeveralCountersTests() => _store = new LocalCounterStore(_time);

    [Fact]
    public void Several_costs_count_together()
    {
        Assert.True(_store.Acquire([new(s_requests, s_alice), new(s_tokens, s_alice, 400)]).IsAllowed);

        Assert.Equal((2, 600), (_store.Peek(s_requests, s_alice).Remaining, _store.Peek(s_tokens, s_alice).Remaining));
    }

    [Fact]
    public void If_one_of_them_exceeds_its_limit_none_counts()
    {
        var decision = _store.Acquire([new(s_requests, s_alice), new(s_tokens, s_alice, 1001)]);

        Assert.Equal((false, 1, TimeSpan.MaxValue), (decision.IsAllowed, decision.CostIndex, decision.RetryAfter));
        Assert.Equal((3, 1000), (_store.Peek(s_requests, s_alice).Remaining, _store.Peek(s_tokens, s_alice).Remaining));
    }

    [Fact]
    public void The_longest_wait_decides()
    {
        _store.Acquire(s_requests, s_alice, 3);
        _store.Acquire(s_tokens, s_alice, 1000);

        var decision = _store.Acquire([new(s_requests, s_alice), new(s_tokens, s_alice, 10)]);

        Assert.Equal((false, 0, TimeSpan.FromMinutes(1)), (decision.IsAllowed, decision.CostIndex, decision.RetryAfter));
    }

    [Fact]
    public void Of_allowed_costs_the_one_with_the_smallest_part_of_its_limit_left_is_named()
    {
        var decision = _store.Acquire([new(s_requests, s_alice), new(s_tokens, s_alice, 900)]);

        Assert.Equal((true, 1, 100L), (decision.IsAllowed, decision.CostIndex, decision.Remaining));
    }

    [Fact]
    public void Two_costs_of_the_same_counter_add_up()
    {
        Assert.False(_store.Acquire([new(s_requests, s_alice, 2), new(s_requests, s_alice, 2)]).IsAllowed);
        Assert.Equal(3, _store.Peek(s_requests, s_alice).Remaining);
        Assert.True(_store.Acquire([new(s_requests, s_alice, 2), new(s_requests, s_alice, 1)]).IsAllowed);
        Assert.Equal(0, _store.Peek(s_requests, s_alice).Remaining);
    }

    [Fact]
    public void Looking_at_several_new_subjects_adds_up_each_by_itself()
    {
        Assert.Equal(1, _store.Peek([new(s_requests, s_alice, 2), new(s_requests, new("bob"), 2)]).Remaining);
        Assert.True(_store.Peek([new(s_requests, s_alice, 2), new(s_requests, new("bob"), 3), new(s_requests, s_alice)]).IsAllowed);
        Assert.False(_store.Peek([new(s_requests, s_alice, 2), new(s_requests, new("bob")), new(s_requests, s_alice, 2)]).IsAllowed);
    }

    [Fact]
    public void Looking_at_several_counters_counts_nothing()
    {
        CounterCost[] costs = [new(s_requests, s_alice, 3), new(s_tokens, s_alice, 900)];

        Assert.True(_store.Peek(costs).IsAllowed);
        Assert.True(_store.Acquire(costs).IsAllowed);
        Assert.False(_store.Peek(costs).IsAllowed);
    }

    [Fact]
    public void Known_counters_decide_together_without_an_allocation()
    {
        var (many, more) = (
            Policy("many", CounterAlgorithm.SlidingWindow, 1_000_000), Policy("more", CounterAlgorithm.FixedWindow, 1_000_000));
        _store.Acquire([new(many, s_alice), new(more, s_alice)]);

        Assert.Equal(0, AllocatedBytes.Of(() => _store.Acquire([new(many, s_alice), new(more, s_alice, 5)])));
    }

    [Fact]
    public void More_costs_than_fit_on_the_stack_are_decided_too()
    {
        CounterCost[] costs = [.. Enumerable.Range(0, 20).Select(i => new CounterCost(s_requests, new CounterSubject($"{i}"), 2))];

        Assert.True(_store.Acquire(costs).IsAllowed);
        Assert.False(_store.Acquire(costs).IsAllowed);
    }

    [Fact]
    public async Task Threads_that_name_the_same_counters_in_opposite_orders_dont_wait_for_each_other_and_count_exactly()
    {
        var (left, right) = (Policy("left", CounterAlgorithm.FixedWindow, 1000), Policy("right", CounterAlgorithm.SlidingWindow, 1500));
        var allowed = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(thread => Task.Run(() => Enumerable.Range(0, 500).Count(_ => thread % 2 == 0
                ? _store.Acquire([new(left, s_alice), new(right, s_alice)]).IsAllowed
                : _store.Acquire([new(right, s_alice), new(left, s_alice)]).IsAllowed)))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1000, allowed.Sum());
        Assert.Equal(500, _store.Peek(right, s_alice).Remaining);
    }

    [Fact]
    public async Task Counters_that_are_dropped_meanwhile_lose_no_cost()
    {
        var policy = new CounterPolicy("a", CounterAlgorithm.FixedWindow, new CounterLimit(10, TimeSpan.FromSeconds(1)));
        for (var round = 0; round < 100; round++)
        {
            var allowed = await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() => Enumerable.Range(0, 5).Count(i =>
                _store.Acquire([new(policy, s_alice), new(policy, new CounterSubject($"{round}.{thread}.{i}"))]).IsAllowed))))
                    .WaitAsync(TimeSpan.FromSeconds(60));

            Assert.Equal(10, allowed.Sum());
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static CounterPolicy Policy(string scope, CounterAlgorithm algorithm, long limit)
        => new(scope, algorithm, new CounterLimit(limit, TimeSpan.FromMinutes(1)));
}
