namespace GatewayKit.Kubernetes.Resources.Plugins;

/// <summary>A plugin with its options (<c>gatewaykit.io/v1alpha1</c>).</summary>
internal sealed record GatewayPlugin : KubernetesResource
{
    public GatewayPluginSpec Spec { get; init; } = new();

    public ResourceConditions? Status { get; init; }
}
