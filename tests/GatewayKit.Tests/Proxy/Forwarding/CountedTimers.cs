using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>A clock that counts the timers of a certain length.</summary>
internal sealed class CountedTimers(TimeSpan length) : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _set = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Gets how many timers were set that nothing has waited for.</summary>
    public int Count => _set.Reader.Count;

    /// <summary>Completes when another timer is set.</summary>
    public Task IsSetAsync() => _set.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == length)
            _set.Writer.TryWrite(dueTime);
        return timer;
    }
}
