using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Logging;

public class LogThrottleTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_first_entry_is_due_and_the_next_one_after_the_interval()
    {
        var throttle = new LogThrottle(_time, TimeSpan.FromSeconds(10));

        Assert.True(throttle.IsDue());
        Assert.False(throttle.IsDue());
        _time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(throttle.IsDue());
        _time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(throttle.IsDue());
        Assert.False(throttle.IsDue());
    }

    [Fact]
    public void The_interval_is_one_minute_by_default()
    {
        var throttle = new LogThrottle(_time);
        Assert.True(throttle.IsDue());

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(throttle.IsDue());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(throttle.IsDue());
    }

    [Fact]
    public void Events_are_counted_until_an_entry_is_due()
    {
        var throttle = new LogThrottle(_time);

        Assert.Equal((true, 1), (throttle.IsDue(out var first), first));
        Assert.Equal((false, 0), (throttle.IsDue(out var second), second));
        throttle.IsDue(out _);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((true, 3), (throttle.IsDue(out var later), later));
    }

    [Fact]
    public async Task One_of_several_callers_at_the_same_time_is_due()
    {
        var throttle = new LogThrottle(_time);

        var due = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(throttle.IsDue)));

        Assert.Single(due, isDue => isDue);
    }

    [Fact]
    public void An_interval_must_be_positive()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new LogThrottle(_time, TimeSpan.Zero));
}
