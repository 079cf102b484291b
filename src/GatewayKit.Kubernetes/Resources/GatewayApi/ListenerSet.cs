namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record ListenerSet : KubernetesResource
{
    public ListenerSetSpec Spec { get; init; } = new();

    public ListenerSetStatus? Status { get; init; }
}
