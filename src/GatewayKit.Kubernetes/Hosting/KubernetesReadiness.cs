using GatewayKit.Runtime;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Holds back readiness until the resources of the cluster are active.</summary>
internal sealed class KubernetesReadiness(KubernetesGateway gateway) : IReadinessCondition
{
    public bool IsReady => gateway.IsServing;
}
