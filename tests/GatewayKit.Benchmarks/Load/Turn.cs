using System.Threading.Tasks.Sources;

namespace GatewayKit.Benchmarks.Load;

/// <summary>A signal with a number that one method awaits again and again, without allocations.</summary>
internal sealed class Turn : IValueTaskSource<long>
{
    // A mutable struct. Continuations run on the thread that gives the signal: another hop would be measured as latency.
    private ManualResetValueTaskSourceCore<long> _core;

    /// <summary>Returns a task for the next signal. The previous one must have been awaited.</summary>
    public ValueTask<long> Renew()
    {
        _core.Reset();
        return new ValueTask<long>(this, _core.Version);
    }

    public void Set(long value) => _core.SetResult(value);

    public void Fail(Exception failure) => _core.SetException(failure);

    public long GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);
}
