using GatewayKit.Counters;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Counters;

public class CounterAlgorithmTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LocalCounterStore _store;

    public CounterAlgorithmTests() => _store = new LocalCounterStore(_time);

    [Fact]
    public void A_fixed_window_begins_with_its_first_request_and_ends_whole()
    {
        var policy = Policy(CounterAlgorithm.FixedWindow, 2, 60);
        Assert.Equal(Allowed(1, reset: 60), Acquire(policy));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(Allowed(0, reset: 40, retryAfter: 40), Acquire(policy));
        Assert.Equal(Refused(reset: 40, retryAfter: 40), Acquire(policy));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(Allowed(1, reset: 60), Acquire(policy));
    }

    [Fact]
    public void A_sliding_window_gives_back_what_a_burst_took_little_by_little()
    {
        var policy = Policy(CounterAlgorithm.SlidingWindow, 4, 60);
        Assert.Equal(4, AcquireAll(policy));
        Assert.Equal(Refused(reset: 105, retryAfter: 60), Acquire(policy));

        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, AcquireAll(policy));
        Assert.Equal(TimeSpan.FromSeconds(15), Acquire(policy).RetryAfter);
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(1, AcquireAll(policy));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(2, AcquireAll(policy));
    }

    [Fact]
    public void A_sliding_window_has_no_border_where_two_bursts_fit()
    {
        var policy = Policy(CounterAlgorithm.SlidingWindow, 10, 60);
        Acquire(policy);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(9, AcquireAll(policy));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, AcquireAll(policy));
    }

    [Fact]
    public void A_sliding_window_of_one_request_allows_one_each_window()
    {
        var policy = Policy(CounterAlgorithm.SlidingWindow, 1, 1);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(1, AcquireAll(policy));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void A_sliding_window_is_whole_after_two_quiet_windows()
    {
        var policy = Policy(CounterAlgorithm.SlidingWindow, 10, 60);
        AcquireAll(policy);
        _time.Advance(TimeSpan.FromSeconds(120));

        Assert.Equal(10, AcquireAll(policy));
    }

    [Fact]
    public void A_token_bucket_allows_a_burst_and_then_a_steady_rate()
    {
        var policy = Policy(CounterAlgorithm.TokenBucket, 3, 1);
        Assert.Equal(3, AcquireAll(policy));
        var refused = Acquire(policy);
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromTicks(3_333_334)), (refused.Reset, refused.RetryAfter));

        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromTicks(3_333_334));
            Assert.Equal(1, AcquireAll(policy));
        }
    }

    [Fact]
    public void A_token_bucket_never_holds_more_than_the_limit()
    {
        var policy = Policy(CounterAlgorithm.TokenBucket, 3, 1);
        AcquireAll(policy);
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(3, AcquireAll(policy));
    }

    [Theory, MemberData(nameof(LocalCounterStoreTests.Algorithms), MemberType = typeof(LocalCounterStoreTests))]
    public void Who_waits_as_long_as_told_is_allowed_and_who_waits_less_is_not(CounterAlgorithm algorithm)
    {
        foreach (var (limit, seconds) in new[] { (1, 1), (3, 1), (7, 60), (999, 365 * 86400) })
        {
            var policy = new CounterPolicy($"{limit}", algorithm, new CounterLimit(limit, TimeSpan.FromSeconds(seconds)));
            for (var round = 0; round < 20; round++)
            {
                AcquireAll(policy);
                var wait = Acquire(policy).RetryAfter;
                _time.Advance(wait - TimeSpan.FromTicks(1));
                Assert.False(Acquire(policy).IsAllowed);
                _time.Advance(TimeSpan.FromTicks(1));
                Assert.True(Acquire(policy).IsAllowed);
            }
        }
    }

    [Fact]
    public void A_sliding_window_beyond_64_bits_of_arithmetic_decides_the_same()
    {
        const long Factor = 10_000_000_000;
        var window = TimeSpan.FromSeconds(7);
        var (small, huge) = (
            new SlidingWindow(new CounterLimit(1_000_000, window)), new SlidingWindow(new CounterLimit(1_000_000, window * Factor)));
        var (smallUsage, hugeUsage) = (default(LimitUsage), default(LimitUsage));
        var now = 0L;
        for (var i = 0; i < 1000; i++)
        {
            var (bySmall, byHuge) = (small.Look(ref smallUsage, now, 1), huge.Look(ref hugeUsage, now * Factor, 1));
            Assert.Equal(bySmall.Remaining, byHuge.Remaining);
            Assert.InRange(bySmall.Reset.Ticks - (byHuge.Reset.Ticks / Factor), 0, 1);
            small.Take(ref smallUsage, 3);
            huge.Take(ref hugeUsage, 3);
            now += i * 7919L % 1_000_003;
        }
    }

    [Theory, MemberData(nameof(LocalCounterStoreTests.Algorithms), MemberType = typeof(LocalCounterStoreTests))]
    public void Who_waits_for_the_reset_has_the_whole_limit(CounterAlgorithm algorithm)
    {
        foreach (var used in new[] { 1, 5, 10 })
        {
            var policy = new CounterPolicy($"{used}", algorithm, new CounterLimit(10, TimeSpan.FromSeconds(7)));
            var reset = TimeSpan.Zero;
            for (var i = 0; i < used; i++)
                reset = Acquire(policy).Reset;
            _time.Advance(reset);

            Assert.Equal(9, Acquire(policy).Remaining);
        }
    }

    private static CounterPolicy Policy(CounterAlgorithm algorithm, long limit, int seconds)
        => new("test", algorithm, new CounterLimit(limit, TimeSpan.FromSeconds(seconds)));

    private static CounterDecision Allowed(long remaining, int reset, int retryAfter = 0)
        => new(true, 0, remaining, TimeSpan.FromSeconds(reset), TimeSpan.FromSeconds(retryAfter));

    private static CounterDecision Refused(int reset, int retryAfter)
        => new(false, 0, 0, TimeSpan.FromSeconds(reset), TimeSpan.FromSeconds(retryAfter));

    private CounterDecision Acquire(CounterPolicy policy)
        => _store.Acquire(policy, new CounterSubject("alice")) with { Timestamp = 0 };

    private int AcquireAll(CounterPolicy policy)
    {
        var allowed = 0;
        while (Acquire(policy).IsAllowed)
            allowed++;

        return allowed;
    }
}
