using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Mock;

/// <summary>A clock that tells when a timer of a certain length is set and when it is given up or done.</summary>
internal sealed class WatchedTime(TimeSpan length) : FakeTimeProvider
{
    private readonly TaskCompletionSource _isSet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isGone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task IsSet => _isSet.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public Task IsGone => _isGone.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != length)
            return timer;

        _isSet.TrySetResult();
        return new WatchedTimer(timer, _isGone);
    }

    private sealed class WatchedTimer(ITimer timer, TaskCompletionSource isGone) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            isGone.TrySetResult();
        }

        public async ValueTask DisposeAsync()
        {
            await timer.DisposeAsync();
            isGone.TrySetResult();
        }
    }
}
