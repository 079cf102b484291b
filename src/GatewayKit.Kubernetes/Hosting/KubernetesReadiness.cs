using System.Globalization;
using GatewayKit.Runtime;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Holds back readiness until the resources of the cluster are active.</summary>
internal sealed class KubernetesReadiness(KubernetesGateway gateway) : IReadinessCondition
{
    public bool IsReady => gateway.IsServing;

    public string? Remark => gateway.KeptCopyTime is { } kept
        ? string.Create(CultureInfo.InvariantCulture, $"serves a kept copy of the cluster of {kept:yyyy-MM-dd'T'HH:mm:ss'Z'}")
        : null;
}
