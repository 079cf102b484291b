using GatewayKit.Counters;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Counters;

public class LocalCounterStoreTests
{
    private static readonly CounterSubject s_alice = new("alice");
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Each_subject_has_its_own_counter()
    {
        var store = new LocalCounterStore(_time);
        var policy = Policy("a", new CounterLimit(1, TimeSpan.FromMinutes(1)));

        Assert.True(store.Acquire(policy, s_alice).IsAllowed);
        Assert.False(store.Acquire(policy, s_alice).IsAllowed);
        Assert.True(store.Acquire(policy, new CounterSubject("bob")).IsAllowed);
    }

    [Fact]
    public void Each_scope_has_its_own_counter()
    {
        var store = new LocalCounterStore(_time);
        var limit = new CounterLimit(1, TimeSpan.FromMinutes(1));

        Assert.True(store.Acquire(Policy("a", limit), s_alice).IsAllowed);
        Assert.True(store.Acquire(Policy("b", limit), s_alice).IsAllowed);
    }

    [Fact]
    public void A_new_policy_with_the_same_content_goes_on_counting()
    {
        var store = new LocalCounterStore(_time);
        store.Acquire(Policy("a", new CounterLimit(2, TimeSpan.FromMinutes(1))), s_alice);

        Assert.Equal(0, store.Acquire(Policy("a", new CounterLimit(2, TimeSpan.FromMinutes(1))), s_alice).Remaining);
    }

    [Fact]
    public void A_policy_whose_limits_have_changed_starts_at_zero()
    {
        var store = new LocalCounterStore(_time);
        store.Acquire(Policy("a", new CounterLimit(1, TimeSpan.FromMinutes(1))), s_alice);

        Assert.Equal(4, store.Acquire(Policy("a", new CounterLimit(5, TimeSpan.FromMinutes(1))), s_alice).Remaining);
    }

    [Fact]
    public void A_request_that_one_limit_refuses_counts_against_none()
    {
        var store = new LocalCounterStore(_time);
        var policy = Policy("a", new CounterLimit(2, TimeSpan.FromSeconds(1)), new CounterLimit(5, TimeSpan.FromHours(1)));
        for (var i = 0; i < 10; i++)
            store.Acquire(policy, s_alice);
        _time.Advance(TimeSpan.FromSeconds(2));

        // Two of the ten were allowed, so the hour has three left, two of which fit into this second.
        Assert.True(store.Acquire(policy, s_alice).IsAllowed);
        Assert.True(store.Acquire(policy, s_alice).IsAllowed);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(store.Acquire(policy, s_alice).IsAllowed);
        Assert.False(store.Acquire(policy, s_alice).IsAllowed);
    }

    [Fact]
    public void The_decision_names_the_limit_that_refuses_the_longest()
    {
        var store = new LocalCounterStore(_time);
        var policy = Policy("a", new CounterLimit(1, TimeSpan.FromSeconds(1)), new CounterLimit(1, TimeSpan.FromHours(1)));
        store.Acquire(policy, s_alice);

        var refused = store.Acquire(policy, s_alice);

        Assert.Equal((false, 1, 0L, TimeSpan.FromHours(1)), (refused.IsAllowed, refused.LimitIndex, refused.Remaining, refused.RetryAfter));
    }

    [Fact]
    public void The_decision_of_an_allowed_request_names_the_limit_with_the_least_left()
    {
        var store = new LocalCounterStore(_time);
        var policy = Policy("a", new CounterLimit(9, TimeSpan.FromSeconds(1)), new CounterLimit(5, TimeSpan.FromHours(1)));

        var allowed = store.Acquire(policy, s_alice);

        Assert.Equal((true, 1, 4L), (allowed.IsAllowed, allowed.LimitIndex, allowed.Remaining));
    }

    [Fact]
    public void Setting_the_clock_moves_no_window()
    {
        var time = new SteadyTime();
        var store = new LocalCounterStore(time);
        var policy = Policy("a", new CounterLimit(1, TimeSpan.FromMinutes(1)));
        store.Acquire(policy, s_alice);
        time.UtcNow += TimeSpan.FromDays(1);

        Assert.False(store.Acquire(policy, s_alice).IsAllowed);
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void A_known_counter_decides_at_once_and_allocates_nothing(CounterAlgorithm algorithm)
    {
        var store = new LocalCounterStore(_time);
        var policy = new CounterPolicy(
            "a", algorithm, new CounterLimit(500, TimeSpan.FromMinutes(1)), new CounterLimit(9000, TimeSpan.FromHours(1)));
        for (var i = 0; i < 100; i++)
            store.Acquire(policy, s_alice);

        Assert.Equal(0, AllocatedBytes.Of(() => store.Acquire(policy, s_alice)));
    }

    [Fact]
    public void A_flood_of_subjects_on_one_policy_leaves_the_counters_of_another_alone()
    {
        var store = new LocalCounterStore(_time, capacity: 100);
        var (flooded, other) =
            (Policy("a", new CounterLimit(1, TimeSpan.FromHours(1))), Policy("b", new CounterLimit(1, TimeSpan.FromHours(1))));
        Assert.True(store.Acquire(other, s_alice).IsAllowed);
        for (var i = 0; i < 1000; i++)
            store.Acquire(flooded, new CounterSubject($"invented {i}"));

        for (var i = 0; i < 99; i++)
            Assert.True(store.Acquire(other, new CounterSubject($"consumer {i}")).IsAllowed);
        Assert.False(store.Acquire(other, s_alice).IsAllowed);
    }

    [Fact]
    public void That_subjects_share_a_counter_is_logged_once_in_a_minute()
    {
        var logger = new CounterLog();
        var store = new LocalCounterStore(_time, capacity: 1, logger);
        var policy = Policy("a", new CounterLimit(5, TimeSpan.FromHours(1)));

        for (var i = 0; i < 10; i++)
            store.Acquire(policy, new CounterSubject($"{i}"));
        Assert.Equal("Warning: Counter policy 'a' has 1 counters, the maximum; new callers share one counter until others are dropped.",
            Assert.Single(logger.Messages));
        _time.Advance(TimeSpan.FromMinutes(1));
        store.Acquire(policy, s_alice);

        Assert.Equal(2, logger.Messages.Count);
    }

    [Fact]
    public void The_counters_of_a_policy_that_nothing_asks_for_any_more_are_dropped()
    {
        var store = new LocalCounterStore(_time);
        for (var i = 0; i < 100; i++)
            store.Acquire(Policy("gone", new CounterLimit(1, TimeSpan.FromSeconds(1))), new CounterSubject($"{i}"));
        _time.Advance(TimeSpan.FromSeconds(2));

        for (var i = 0; i < 60; i++)
            store.Acquire(Policy("active", new CounterLimit(1, TimeSpan.FromHours(1))), new CounterSubject($"{i}"));

        Assert.Equal(60, store.Count);
    }

    [Fact]
    public void A_counter_of_one_limit_is_one_small_object()
    {
        Counter? counter = null;

        Assert.InRange(AllocatedBytes.Of(() => counter = new Counter(1)), 1, 64);
        GC.KeepAlive(counter);
    }

    public static TheoryData<CounterAlgorithm> Algorithms => [.. Enum.GetValues<CounterAlgorithm>()];

    private static CounterPolicy Policy(string scope, params CounterLimit[] limits) => new(scope, CounterAlgorithm.SlidingWindow, limits);

    private sealed class SteadyTime : TimeProvider
    {
        public DateTimeOffset UtcNow { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => UtcNow;

        public override long GetTimestamp() => 0;
    }
}
