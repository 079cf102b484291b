namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record BackendTlsPolicy : KubernetesResource
{
    public BackendTlsPolicySpec Spec { get; init; } = new();

    public PolicyStatus? Status { get; init; }
}
