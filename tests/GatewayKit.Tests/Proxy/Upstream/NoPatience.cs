namespace GatewayKit.Tests.Proxy.Upstream;

/// <summary>A clock whose timers end at once.</summary>
internal sealed class NoPatience : TimeProvider
{
    /// <summary>The longest time that a timer was to take.</summary>
    public TimeSpan Longest { get; private set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Longest = dueTime > Longest ? dueTime : Longest;
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
