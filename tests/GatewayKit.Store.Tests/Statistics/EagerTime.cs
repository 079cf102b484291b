using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Store.Tests.Statistics;

/// <summary>A clock whose timers are called once before their creation returns, as a busy machine can do.</summary>
internal sealed class EagerTime() : FakeTimeProvider(Clock.Start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
            callback(state);
        return timer;
    }
}
