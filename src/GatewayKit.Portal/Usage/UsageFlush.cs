using GatewayKit.Store;

namespace GatewayKit.Portal.Usage;

/// <summary>Writes what this node has counted before a page shows it, but not for each page.</summary>
internal sealed class UsageFlush(IGatewayStatistics statistics, TimeProvider time)
{
    /// <summary>The shortest time between two writes.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private long? _last;

    /// <summary>Writes the counts unless a page has done so within the interval.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < Interval)
                return Task.CompletedTask;

            _last = time.GetTimestamp();
        }

        return statistics.FlushAsync(cancellation);
    }
}
