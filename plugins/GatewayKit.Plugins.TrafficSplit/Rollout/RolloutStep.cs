namespace GatewayKit.Plugins.TrafficSplit.Rollout;

/// <summary>A step of a schedule, with the requests that were chosen for the clusters while it was the current one.</summary>
/// <param name="number">The index of the step; -1 after the share was taken back.</param>
/// <param name="share">The share of the new cluster in percent.</param>
/// <param name="clusters">The clusters with this share.</param>
/// <param name="start">The time at which it began, as a timestamp of the clock.</param>
internal sealed class RolloutStep(int number, double share, SplitClusters clusters, long start)
{
    private long _nextCheck = start;

    public int Number => number;

    public double Share => share;

    public SplitClusters Clusters => clusters;

    public long Start { get; } = start;

    /// <summary>The requests to the new cluster.</summary>
    public RequestWindow New { get; } = new();

    /// <summary>The requests to the other clusters.</summary>
    public RequestWindow Old { get; } = new();

    /// <summary>Returns whether the bounds have to be checked now, for one of several callers in an interval.</summary>
    public bool IsCheckDue(long now, long interval)
    {
        var next = Volatile.Read(ref _nextCheck);
        return now >= next && Interlocked.CompareExchange(ref _nextCheck, now + interval, next) == next;
    }
}
