namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record ReferenceGrant : KubernetesResource
{
    public ReferenceGrantSpec Spec { get; init; } = new();
}
