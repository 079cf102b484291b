using GatewayKit.Kubernetes.Resources;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Policies;

/// <summary>The order of policies with the same target: the oldest first, then by name (GEP-713).</summary>
internal sealed class PolicyAge : IComparer<IKubernetesObject<V1ObjectMeta>>
{
    public static readonly PolicyAge Order = new();

    public int Compare(IKubernetesObject<V1ObjectMeta>? x, IKubernetesObject<V1ObjectMeta>? y)
    {
        var age = Nullable.Compare(x!.Metadata.CreationTimestamp, y!.Metadata.CreationTimestamp);
        return age != 0 ? age : ResourceName.Of(x).CompareTo(ResourceName.Of(y));
    }
}
