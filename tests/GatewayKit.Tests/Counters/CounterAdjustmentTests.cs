using GatewayKit.Counters;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Counters;

public class CounterAdjustmentTests
{
    private static readonly CounterSubject s_alice = new("alice");
    private readonly FakeTimeProvider _time = new();
    private readonly LocalCounterStore _store;

    public CounterAdjustmentTests() => _store = new LocalCounterStore(_time);

    public static TheoryData<CounterAlgorithm> Algorithms => LocalCounterStoreTests.Algorithms;

    [Theory, MemberData(nameof(Algorithms))]
    public void A_refund_can_be_used_again(CounterAlgorithm algorithm)
    {
        var policy = Policy(algorithm);
        var counted = _store.Acquire(policy, s_alice, 10);

        _store.Adjust(policy, s_alice, -4, counted.Timestamp);

        Assert.Equal(4, _store.Peek(policy, s_alice).Remaining);
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void A_refund_never_exceeds_what_is_counted(CounterAlgorithm algorithm)
    {
        var policy = Policy(algorithm);
        var counted = _store.Acquire(policy, s_alice, 3);

        _store.Adjust(policy, s_alice, -30, counted.Timestamp);

        Assert.Equal(10, _store.Peek(policy, s_alice).Remaining);
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void A_later_cost_counts_beyond_the_limit(CounterAlgorithm algorithm)
    {
        var policy = Policy(algorithm);
        var counted = _store.Acquire(policy, s_alice, 10);
        var wait = _store.Acquire(policy, s_alice).RetryAfter;

        _store.Adjust(policy, s_alice, 10, counted.Timestamp);

        var refused = _store.Acquire(policy, s_alice);
        Assert.Equal((false, 0L), (refused.IsAllowed, refused.Remaining));
        Assert.True(algorithm == CounterAlgorithm.FixedWindow ? refused.RetryAfter == wait : refused.RetryAfter > wait);
        _time.Advance(refused.RetryAfter);
        Assert.True(_store.Acquire(policy, s_alice).IsAllowed);
    }

    [Fact]
    public void A_refund_doesnt_change_a_window_that_began_later()
    {
        var policy = Policy(CounterAlgorithm.FixedWindow);
        var counted = _store.Acquire(policy, s_alice, 10);
        _time.Advance(TimeSpan.FromMinutes(1));
        _store.Acquire(policy, s_alice, 8);

        _store.Adjust(policy, s_alice, -7, counted.Timestamp);

        Assert.Equal(2, _store.Peek(policy, s_alice).Remaining);
    }

    [Fact]
    public void A_refund_leaves_the_previous_part_of_a_sliding_window()
    {
        var policy = Policy(CounterAlgorithm.SlidingWindow);
        var counted = _store.Acquire(policy, s_alice, 10);
        _time.Advance(TimeSpan.FromSeconds(66));
        _store.Acquire(policy, s_alice, 1);
        Assert.Equal(1, _store.Peek(policy, s_alice).Remaining);

        _store.Adjust(policy, s_alice, -5, counted.Timestamp);

        Assert.Equal(5, _store.Peek(policy, s_alice).Remaining);
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void A_refund_that_comes_when_nothing_counts_any_more_has_no_effect(CounterAlgorithm algorithm)
    {
        var policy = Policy(algorithm);
        var counted = _store.Acquire(policy, s_alice, 10);
        _time.Advance(TimeSpan.FromHours(1));

        _store.Adjust(policy, s_alice, -10, counted.Timestamp);

        Assert.Equal(10, _store.Peek(policy, s_alice).Remaining);
        Assert.False(_store.Acquire(policy, s_alice, 11).IsAllowed);
    }

    [Fact]
    public void Extreme_costs_dont_overflow()
    {
        foreach (var algorithm in Enum.GetValues<CounterAlgorithm>())
        {
            var policy = new CounterPolicy(
                "b", algorithm, new CounterLimit(long.MaxValue / 2, TimeSpan.FromDays(365)), new CounterLimit(1, TimeSpan.FromTicks(1)));
            for (var i = 0; i < 10; i++)
                _store.Adjust(policy, s_alice, CounterCost.MaxAmount, 0);

            Assert.False(_store.Acquire(policy, s_alice).IsAllowed);
        }
    }

    private static CounterPolicy Policy(CounterAlgorithm algorithm) => new("a", algorithm, new CounterLimit(10, TimeSpan.FromMinutes(1)));
}
