using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Resources;

/// <summary>A resource that KubernetesClient has no model of.</summary>
internal abstract record KubernetesResource : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();
}
