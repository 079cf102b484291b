using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Plugins.TrafficSplit;
using GatewayKit.Plugins.TrafficSplit.Rollout;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.TrafficSplit;

public sealed class RolloutScheduleTests : IDisposable
{
    private const int Old = 0;
    private const int New = 1;

    private static readonly TimeSpan s_fast = TimeSpan.FromMilliseconds(10);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeMeters _meters = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public void The_share_grows_step_by_step_when_time_and_requests_suffice()
    {
        var schedule = Create(new() { Cluster = "next", Steps = [1, 50, 100], MinRequests = 10, MaxErrorRate = 1 });

        Add(schedule, New, 10);
        Assert.Equal(1, schedule.Current.Share);
        _time.Advance(TimeSpan.FromMinutes(10));
        Add(schedule, New, 1);
        Assert.Equal(50, schedule.Current.Share);
        _time.Advance(TimeSpan.FromMinutes(10));
        Add(schedule, New, 9);
        Assert.Equal(50, schedule.Current.Share);
        _time.Advance(TimeSpan.FromSeconds(1));
        Add(schedule, New, 1);
        Assert.Equal(100, schedule.Current.Share);
        Assert.All(Enumerable.Range(0, 100), key => Assert.Equal(New, schedule.Current.Clusters.Choose((ulong)key)));
    }

    [Fact]
    public void Too_many_errors_take_the_share_back_at_once_even_before_the_minimum_of_requests()
    {
        var schedule = Create(new() { Cluster = "next", Steps = [5], MinRequests = 100, MaxErrorRate = 2 });

        Add(schedule, New, 2, isError: true);
        Assert.Equal(5, schedule.Current.Share);
        Add(schedule, New, 1, isError: true);

        Assert.Equal(0, schedule.Current.Share);
        Assert.All(Enumerable.Range(0, 100), key => Assert.Equal(Old, schedule.Current.Clusters.Choose((ulong)key)));
        _time.Advance(TimeSpan.FromDays(1));
        Add(schedule, New, 1000);
        Assert.Equal(0, schedule.Current.Share);
        schedule.Restart();
        Assert.Equal(5, schedule.Current.Share);
    }

    [Fact]
    public void The_last_step_is_watched_too()
    {
        var schedule = Create(new() { Cluster = "next", Steps = [100], MinRequests = 10, MaxErrorRate = 20 });
        Add(schedule, New, 10);
        _time.Advance(TimeSpan.FromHours(1));
        Add(schedule, New, 1);

        // Requests of an hour ago don't dilute the errors.
        Add(schedule, New, 3, isError: true);

        Assert.Equal(0, schedule.Current.Share);
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(12, false)]
    public void Errors_are_compared_with_those_of_the_other_clusters(int errors, bool isKept)
    {
        var schedule = Create(new() { Cluster = "next", Steps = [10], MinRequests = 100, MaxErrorIncrease = 5 });
        Add(schedule, Old, 95);
        Add(schedule, Old, 5, isError: true);

        Add(schedule, New, 100 - errors);
        Add(schedule, New, errors, isError: true);

        Assert.Equal(isKept ? 10 : 0, schedule.Current.Share);
    }

    [Theory]
    [InlineData(100, null, 2.0, true)]
    [InlineData(300, null, 2.0, false)]
    [InlineData(300, 500, null, true)]
    [InlineData(600, 500, null, false)]
    public void Latencies_are_compared_with_a_bound_and_with_the_other_clusters(int latency, int? bound, double? ratio, bool isKept)
    {
        var schedule = Create(new()
        {
            Cluster = "next",
            Steps = [10],
            MinRequests = 100,
            MaxLatency = bound is { } most ? TimeSpan.FromMilliseconds(most) : null,
            MaxLatencyRatio = ratio,
        });
        Add(schedule, Old, 100, latency: TimeSpan.FromMilliseconds(100));

        Add(schedule, New, 90, latency: s_fast);
        _time.Advance(TimeSpan.FromSeconds(2));
        Add(schedule, New, 10, latency: TimeSpan.FromMilliseconds(latency));
        _time.Advance(TimeSpan.FromSeconds(2));
        Add(schedule, New, 1, latency: s_fast);

        Assert.Equal(isKept ? 10 : 0, schedule.Current.Share);
    }

    [Fact]
    public void A_request_of_an_earlier_step_does_not_count_for_the_current_one()
    {
        var schedule = Create(new() { Cluster = "next", Steps = [5], MinRequests = 1, MaxErrorRate = 0 });
        var before = schedule.Current;
        schedule.RollBack("test");
        schedule.Restart();

        schedule.Count(before, New, s_fast, isError: true);

        Assert.Equal(5, schedule.Current.Share);
    }

    [Fact]
    public void A_percentile_is_exact_to_nine_percent()
    {
        var window = new RequestWindow();
        for (var i = 1; i <= 1000; i++)
            window.Add(TimeSpan.FromMilliseconds(i), isError: false);

        Assert.InRange(window.Read().Latency.TotalMilliseconds, 950, 950 * 1.0905);
        Assert.Equal(TimeSpan.Zero, new RequestWindow().Read().Latency);
    }

    private RolloutSchedule Create(ScheduleOptions options)
    {
        var clusters = new SplitClusters([new("live", 1), new("next", 0)]);
        return new RolloutSchedule(options, clusters, new RolloutReport("all", "next", _meters, NullLogger.Instance), _time);
    }

    private static void Add(RolloutSchedule schedule, int cluster, int count, bool isError = false, TimeSpan? latency = null)
    {
        for (var i = 0; i < count; i++)
            schedule.Count(schedule.Current, cluster, latency ?? s_fast, isError);
    }
}
