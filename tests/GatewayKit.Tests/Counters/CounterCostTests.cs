using GatewayKit.Counters;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Counters;

public class CounterCostTests
{
    private static readonly CounterSubject s_alice = new("alice");
    private readonly FakeTimeProvider _time = new();
    private readonly LocalCounterStore _store;

    public CounterCostTests() => _store = new LocalCounterStore(_time);

    public static TheoryData<CounterAlgorithm> Algorithms => LocalCounterStoreTests.Algorithms;

    [Theory, MemberData(nameof(Algorithms))]
    public void A_cost_counts_as_that_many_requests(CounterAlgorithm algorithm)
    {
        var policy = Policy(algorithm, 10);

        Assert.Equal((true, 3L), Outcome(_store.Acquire(policy, s_alice, 7)));
        Assert.Equal((true, 0L), Outcome(_store.Acquire(policy, s_alice, 3)));
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void A_cost_that_exceeds_the_rest_counts_nothing(CounterAlgorithm algorithm)
    {
        var policy = Policy(algorithm, 10);
        _store.Acquire(policy, s_alice, 7);

        Assert.Equal((false, 3L), Outcome(_store.Acquire(policy, s_alice, 4)));
        Assert.Equal((true, 0L), Outcome(_store.Acquire(policy, s_alice, 3)));
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void A_cost_is_allowed_exactly_when_the_decision_says_so(CounterAlgorithm algorithm)
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var policy = new CounterPolicy(
                $"{round}", algorithm, new CounterLimit(random.Next(1, 40), TimeSpan.FromTicks(random.Next(1, 5000))));
            for (var i = 0; i < 20; i++)
            {
                var amount = random.Next(1, (int)policy.Limits[0].Limit + 1);
                if (_store.Acquire(policy, s_alice, amount) is { IsAllowed: false } refused)
                {
                    _time.Advance(refused.RetryAfter - TimeSpan.FromTicks(1));
                    Assert.False(_store.Peek(policy, s_alice, amount).IsAllowed);
                    _time.Advance(TimeSpan.FromTicks(1));
                    Assert.True(_store.Acquire(policy, s_alice, amount).IsAllowed);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void A_cost_above_the_limit_is_never_allowed(CounterAlgorithm algorithm)
        => Assert.Equal((false, TimeSpan.MaxValue), Wait(_store.Acquire(Policy(algorithm, 10), s_alice, 11)));

    [Theory, MemberData(nameof(Algorithms))]
    public void A_cost_of_zero_is_allowed_while_something_remains_and_counts_nothing(CounterAlgorithm algorithm)
    {
        var policy = Policy(algorithm, 2);

        Assert.Equal((true, 2L), Outcome(_store.Acquire(policy, s_alice, 0)));
        _store.Acquire(policy, s_alice, 2);
        Assert.False(_store.Acquire(policy, s_alice, 0).IsAllowed);
    }

    [Fact]
    public void A_negative_cost_is_not_acquired()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _store.Acquire(Policy(CounterAlgorithm.FixedWindow, 2), s_alice, -1));

    [Fact]
    public void No_cost_at_all_is_not_acquired()
        => Assert.Throws<ArgumentException>(() => _store.Acquire());

    [Fact]
    public async Task A_canceled_call_counts_nothing()
    {
        var policy = Policy(CounterAlgorithm.FixedWindow, 2);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _store.TryAcquireAsync(policy, s_alice, 1, new CancellationToken(canceled: true)));
        Assert.Equal(2, _store.Peek(policy, s_alice).Remaining);
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void Looking_counts_nothing_and_tells_what_would_be_decided(CounterAlgorithm algorithm)
    {
        var policy = Policy(algorithm, 10);
        _store.Acquire(policy, s_alice, 4);

        Assert.Equal((true, 6L), Outcome(_store.Peek(policy, s_alice)));
        Assert.Equal((true, 1L), Outcome(_store.Peek(policy, s_alice, 5)));
        Assert.Equal((false, 6L), Outcome(_store.Peek(policy, s_alice, 7)));
        Assert.Equal((true, 0L), Outcome(_store.Acquire(policy, s_alice, 6)));
    }

    [Fact]
    public void Looking_at_unknown_subjects_creates_no_counters()
    {
        var policy = Policy(CounterAlgorithm.SlidingWindow, 10);
        for (var i = 0; i < 100; i++)
            Assert.Equal(10, _store.Peek(policy, new CounterSubject($"{i}")).Remaining);

        Assert.Equal(0, _store.Count);
    }

    [Fact]
    public void Beyond_the_maximum_of_counters_a_look_shows_the_shared_one()
    {
        var store = new LocalCounterStore(_time, capacity: 1);
        var policy = Policy(CounterAlgorithm.FixedWindow, 10);
        store.Acquire(policy, s_alice);
        store.Acquire(policy, new CounterSubject("bob"), 6);

        Assert.Equal(4, store.Peek(policy, new CounterSubject("carol")).Remaining);
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void Costs_and_looks_allocate_nothing(CounterAlgorithm algorithm)
    {
        var policy = Policy(algorithm, 1_000_000);
        var timestamp = _store.Acquire(policy, s_alice, 3).Timestamp;

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            _store.Acquire(policy, s_alice, 3);
            _store.Peek(policy, s_alice);
            _store.Peek(policy, new CounterSubject("unknown"));
            _store.Adjust(policy, s_alice, -2, timestamp);
        }));
    }

    private static (bool, long) Outcome(CounterDecision decision) => (decision.IsAllowed, decision.Remaining);

    private static (bool, TimeSpan) Wait(CounterDecision decision) => (decision.IsAllowed, decision.RetryAfter);

    private static CounterPolicy Policy(CounterAlgorithm algorithm, long limit)
        => new("a", algorithm, new CounterLimit(limit, TimeSpan.FromMinutes(1)));
}
