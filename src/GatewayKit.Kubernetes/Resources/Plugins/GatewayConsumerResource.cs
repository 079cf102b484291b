namespace GatewayKit.Kubernetes.Resources.Plugins;

/// <summary>A consumer with groups and credentials (kind <c>GatewayConsumer</c>, <c>gatewaykit.io/v1alpha1</c>).</summary>
internal sealed record GatewayConsumerResource : KubernetesResource
{
    public GatewayConsumerSpec Spec { get; init; } = new();

    public ResourceConditions? Status { get; init; }
}
