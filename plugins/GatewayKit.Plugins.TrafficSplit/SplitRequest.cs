using GatewayKit.Plugins.TrafficSplit.Rollout;

namespace GatewayKit.Plugins.TrafficSplit;

/// <summary>A request whose cluster was chosen in a step of a schedule.</summary>
/// <param name="step">The step.</param>
/// <param name="cluster">The index of the cluster.</param>
/// <param name="start">The time of the choice, as a timestamp of the clock.</param>
internal sealed class SplitRequest(RolloutStep step, int cluster, long start)
{
    public RolloutStep Step => step;

    public int Cluster => cluster;

    public long Start => start;

    /// <summary>Gets or sets whether the schedule has counted it.</summary>
    public bool IsCounted { get; set; }
}
