using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Resources.Plugins;

/// <summary>Attaches plugins to Gateways, listeners, routes, rules and Services (GEP-713; <c>gatewaykit.io/v1alpha1</c>).</summary>
internal sealed record GatewayPolicy : KubernetesResource
{
    public GatewayPolicySpec Spec { get; init; } = new();

    public PolicyStatus? Status { get; init; }
}
