using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Keeping;

/// <summary>A copy of the resources of a cluster.</summary>
/// <param name="Time">The last time when the copy was known to be current.</param>
/// <param name="Zone">The zone of the gateway's node; null if it isn't known.</param>
/// <param name="State">The resources.</param>
internal sealed record KeptCopy(DateTimeOffset Time, string? Zone, ClusterState State);
