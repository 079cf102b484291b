using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Resources;

/// <summary>The name of a resource of a known kind.</summary>
/// <param name="Namespace">The namespace; empty for a resource of the cluster.</param>
/// <param name="Name">The name.</param>
internal readonly record struct ResourceName(string Namespace, string Name) : IComparable<ResourceName>
{
    public static ResourceName Of(IKubernetesObject<V1ObjectMeta> resource)
        => new(resource.Metadata.NamespaceProperty ?? "", resource.Metadata.Name);

    public int CompareTo(ResourceName other)
        => string.CompareOrdinal(Namespace, other.Namespace) is not 0 and var order ? order : string.CompareOrdinal(Name, other.Name);

    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
