using System.Diagnostics;

namespace GatewayKit.Benchmarks.Load;

public sealed class OpenScheduleTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Requests_are_due_at_equal_distances_even_if_they_are_taken_late()
    {
        var schedule = new OpenSchedule(rate: 1000);
        var times = new List<long>();
        for (var i = 0; i < 5; i++)
            times.Add(await schedule.NextAsync(new Turn()).AsTask().WaitAsync(s_patience));

        schedule.Stop();
        Assert.All(
            times.Zip(times.Skip(1)),
            pair => Assert.Equal(1, Stopwatch.GetElapsedTime(pair.First, pair.Second).TotalMilliseconds, 3));
    }

    [Fact]
    public async Task A_request_is_never_due_before_its_time()
    {
        var schedule = new OpenSchedule(rate: 100);
        await schedule.NextAsync(new Turn()).AsTask().WaitAsync(s_patience);
        var second = await schedule.NextAsync(new Turn()).AsTask().WaitAsync(s_patience);

        Assert.True(Stopwatch.GetTimestamp() >= second);
        schedule.Stop();
    }

    [Fact]
    public async Task The_end_releases_those_who_wait()
    {
        var schedule = new OpenSchedule(rate: 0.001);
        await schedule.NextAsync(new Turn()).AsTask().WaitAsync(s_patience);
        var next = schedule.NextAsync(new Turn()).AsTask();

        Assert.Empty(schedule.Stop());
        Assert.Equal(ISchedule.Over, await next.WaitAsync(s_patience));
        Assert.Equal(ISchedule.Over, await schedule.NextAsync(new Turn()));
    }

    [Fact]
    public async Task Requests_that_no_connection_took_are_unsent()
    {
        var schedule = new OpenSchedule(rate: 1_000_000);
        var first = await schedule.NextAsync(new Turn()).AsTask().WaitAsync(s_patience);
        Assert.True(SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(first) > TimeSpan.FromMilliseconds(5), s_patience));

        var unsent = schedule.Stop();

        Assert.InRange(unsent.Count, 5000, int.MaxValue);
        Assert.Equal(0.001, Stopwatch.GetElapsedTime(first, unsent[0]).TotalMilliseconds, 3);
    }
}
