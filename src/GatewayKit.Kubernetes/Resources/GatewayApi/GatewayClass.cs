namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GatewayClass : KubernetesResource
{
    public GatewayClassSpec Spec { get; init; } = new();

    public GatewayClassStatus? Status { get; init; }
}
