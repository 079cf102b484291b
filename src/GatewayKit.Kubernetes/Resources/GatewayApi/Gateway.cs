namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record Gateway : KubernetesResource
{
    public GatewaySpec Spec { get; init; } = new();

    public GatewayStatus? Status { get; init; }
}
