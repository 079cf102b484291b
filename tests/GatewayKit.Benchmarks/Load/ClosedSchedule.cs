using System.Diagnostics;

namespace GatewayKit.Benchmarks.Load;

/// <summary>The next request is sent as soon as the last one has been answered: for throughput, not for latencies.</summary>
internal sealed class ClosedSchedule : ISchedule
{
    private volatile bool _isOver;

    public ValueTask<long> NextAsync(Turn turn) => new(_isOver ? ISchedule.Over : Stopwatch.GetTimestamp());

    public IReadOnlyList<long> Stop()
    {
        _isOver = true;
        return [];
    }
}
