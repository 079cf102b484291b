using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Election;

/// <summary>A lease (<c>coordination.k8s.io/v1</c>).</summary>
internal sealed record Lease : KubernetesResource
{
    public LeaseSpec Spec { get; init; } = new();
}
