using GatewayKit.Plugins.LoadShedding;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.LoadShedding;

public class AdaptiveLimitTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromMilliseconds(500);

    private readonly StallingTime _time = new();

    [Fact]
    public void The_limit_increases_while_it_is_used_and_responses_are_as_usual()
    {
        var limit = Create(min: 10, max: 150, initial: 100);

        Run(limit, windows: 100, milliseconds: 20, use: 1);

        Assert.Equal(150, limit.Current);
    }

    [Fact]
    public void An_unused_limit_stays()
    {
        var limit = Create(min: 10, max: 1000, initial: 100);

        Run(limit, windows: 50, milliseconds: 20, use: 0.3);
        Run(limit, windows: 50, milliseconds: 400, use: 0.3);

        Assert.Equal(100, limit.Current);
    }

    [Fact]
    public void The_limit_decreases_while_responses_take_longer_and_increases_again()
    {
        var limit = Create(min: 10, max: 200, initial: 200);
        Run(limit, windows: 20, milliseconds: 20, use: 1);
        Assert.Equal(200, limit.Current);

        // About ten seconds.
        Run(limit, windows: 20, milliseconds: 200, use: 1);
        Assert.InRange(limit.Current, 10, 60);

        Run(limit, windows: 300, milliseconds: 20, use: 1);
        Assert.Equal(200, limit.Current);
    }

    [Fact]
    public void An_upstream_whose_latency_depends_on_the_load_settles_near_the_tolerance()
    {
        var limit = Create(min: 5, max: 1000, initial: 400);
        Run(limit, windows: 5, milliseconds: 10, use: 0.6);

        // Forty requests at a time take 10 ms; more wait for each other.
        for (var i = 0; i < 120; i++)
            Run(limit, windows: 1, milliseconds: 10 * Math.Max(1, limit.Current / 40.0), use: 1);

        Assert.InRange(limit.Current, 60, 160);
    }

    [Fact]
    public void A_response_time_that_stays_longer_at_the_minimum_becomes_usual()
    {
        var limit = Create(min: 10, max: 200, initial: 100);
        Run(limit, windows: 20, milliseconds: 20, use: 1);

        Run(limit, windows: 400, milliseconds: 200, use: 1);

        Assert.InRange(limit.Current, 50, 200);
    }

    [Fact]
    public void A_failure_counts_only_if_it_is_slow()
    {
        var limit = Create(min: 10, max: 200, initial: 100);
        Run(limit, windows: 5, milliseconds: 20, use: 1);
        var before = limit.Current;

        Run(limit, windows: 50, milliseconds: 1, use: 1, isFailure: true);
        Assert.Equal(before, limit.Current);

        Run(limit, windows: 30, milliseconds: 500, use: 1, isFailure: true);
        Assert.InRange(limit.Current, 10, 40);
    }

    [Fact]
    public void Fast_failures_at_the_start_do_not_become_usual()
    {
        var limit = Create(min: 10, max: 200, initial: 100);

        Run(limit, windows: 5, milliseconds: 1, use: 1, isFailure: true);
        Run(limit, windows: 20, milliseconds: 100, use: 1);

        Assert.InRange(limit.Current, 101, 200);
    }

    [Theory]
    [InlineData(4, 1.0)]
    [InlineData(20, 0.3)]
    public void A_few_windows_of_fast_responses_do_not_lower_the_limit(int windows, double use)
    {
        var limit = Create(min: 10, max: 100, initial: 100);
        Run(limit, windows: 5, milliseconds: 100, use: 1);

        Run(limit, windows, milliseconds: 1, use);
        Run(limit, windows: 20, milliseconds: 100, use: 1);

        Assert.Equal(100, limit.Current);
    }

    [Fact]
    public void The_limit_changes_also_if_all_requests_have_a_low_priority()
    {
        var limit = Create(min: 10, max: 200, initial: 100);

        Run(limit, windows: 100, milliseconds: 20, use: 1, ExchangePriority.Low);
        Assert.Equal(200, limit.Current);

        Run(limit, windows: 20, milliseconds: 200, use: 1, ExchangePriority.Low);
        Assert.InRange(limit.Current, 10, 60);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_small_minimum_is_reached_and_left_again(int min)
    {
        var limit = Create(min, max: 100, initial: 100);
        Run(limit, windows: 5, milliseconds: 20, use: 1);

        var lowest = 100;
        for (var i = 0; i < 300; i++)
        {
            Run(limit, windows: 1, milliseconds: 2000, use: 1);
            lowest = Math.Min(lowest, limit.Current);
        }

        Assert.Equal(min, lowest);
        Assert.InRange(limit.Current, 50, 100);
    }

    [Fact]
    public void A_thread_that_stalls_while_another_one_ends_the_window_does_not_change_the_limit()
    {
        var limit = Create(min: 10, max: 100, initial: 100);
        var elapsed = _time.TimestampFrequency / 50;
        for (var i = 0; i < 9; i++)
            limit.Add(elapsed, isFailure: false);
        _time.Advance(s_window);
        _time.Stall = () =>
        {
            Assert.True(limit.Add(elapsed, isFailure: false));
            _time.Advance(s_window);
        };

        Assert.False(limit.Add(elapsed, isFailure: false));
        Run(limit, windows: 5, milliseconds: 20, use: 1);

        Assert.Equal(100, limit.Current);
    }

    [Fact]
    public void Each_priority_has_its_share()
    {
        var limit = Create(min: 10, max: 10, initial: 10);

        Assert.Equal(5, Enter(limit, ExchangePriority.Low));
        Assert.Equal(3, Enter(limit, ExchangePriority.Normal));
        Assert.Equal(2, Enter(limit, ExchangePriority.High));
        Assert.True(limit.TryEnter(ExchangePriority.Critical));
        Assert.Equal(11, limit.InFlight);

        for (var i = 0; i < 6; i++)
            limit.Exit();
        Assert.False(limit.TryEnter(ExchangePriority.Low));
        Assert.True(limit.TryEnter(ExchangePriority.Normal));
    }

    [Fact]
    public async Task Of_parallel_requests_exactly_the_limit_is_in_flight()
    {
        var limit = Create(min: 10, max: 10, initial: 10);

        var entered = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => limit.TryEnter(ExchangePriority.High))))
            .WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((10, 10), (entered.Count(isIn => isIn), limit.InFlight));
    }

    private static int Enter(AdaptiveLimit limit, ExchangePriority priority)
    {
        var count = 0;
        while (limit.TryEnter(priority))
            count++;
        return count;
    }

    private AdaptiveLimit Create(int min, int max, int initial)
        => new(new LoadSheddingOptions { MinConcurrency = min, MaxConcurrency = max, InitialConcurrency = initial }, _time);

    private void Run(AdaptiveLimit limit, int windows, double milliseconds, double use, bool isFailure = false)
        => Run(limit, windows, milliseconds, use, ExchangePriority.High, isFailure);

    private void Run(
        AdaptiveLimit limit, int windows, double milliseconds, double use, ExchangePriority priority, bool isFailure = false)
    {
        for (var i = 0; i < windows; i++)
        {
            var most = (int)Math.Ceiling(limit.Current * use);
            var inFlight = 0;
            while (inFlight < most && limit.TryEnter(priority))
                inFlight++;
            _time.Advance(s_window);
            for (var n = 0; n < Math.Max(20, inFlight); n++)
                limit.Add((long)(milliseconds / 1000 * _time.TimestampFrequency), isFailure);
            for (var n = 0; n < inFlight; n++)
                limit.Exit();
        }
    }

    /// <summary>A clock that runs something before the next time is read, as if the thread had stalled.</summary>
    private sealed class StallingTime : FakeTimeProvider
    {
        public Action? Stall { get; set; }

        public override long GetTimestamp()
        {
            var stall = Stall;
            Stall = null;
            stall?.Invoke();
            return base.GetTimestamp();
        }
    }
}
