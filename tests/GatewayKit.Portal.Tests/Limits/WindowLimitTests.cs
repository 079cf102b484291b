using GatewayKit.Portal.Limits;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Limits;

public sealed class WindowLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void An_event_over_the_maximum_waits_for_the_next_window()
    {
        var limit = new WindowLimit<string>(2, TimeSpan.FromMinutes(1), _time);
        _time.Advance(TimeSpan.FromSeconds(90));
        Assert.True(limit.TryCount("a", out _));
        Assert.True(limit.TryCount("a", out _));

        Assert.False(limit.TryCount("a", out var wait));

        Assert.Equal(TimeSpan.FromSeconds(30), wait);
        _time.Advance(wait);
        Assert.True(limit.TryCount("a", out _));
    }

    [Fact]
    public void Keys_are_counted_apart()
    {
        var limit = new WindowLimit<string>(1, TimeSpan.FromMinutes(1), _time);

        Assert.True(limit.TryCount("a", out _));
        Assert.True(limit.TryCount("b", out _));

        Assert.False(limit.TryCount("a", out _));
    }

    [Fact]
    public void The_number_of_keys_is_bounded()
    {
        var limit = new WindowLimit<int>(2, TimeSpan.FromMinutes(1), _time);
        for (var key = 0; key < WindowLimit<int>.MaximumKeys; key++)
            Assert.True(limit.TryCount(key, out _));

        Assert.False(limit.TryCount(-1, out _));
        Assert.True(limit.TryCount(0, out _));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(limit.TryCount(-1, out _));
    }
}
