using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Finds the Ingresses with the same host and path: the oldest one gets the requests, and a canary gets a part of them.</summary>
internal static class IngressConflicts
{
    private static readonly ResourceGroups<IngressPathKey, V1Ingress> s_byPath = new(
        Sources.Ingresses,
        ingress => IngressPaths.Of(ingress).Select(path => path.Key));

    /// <summary>Returns an older Ingress of this gateway with a path; null if there is none.</summary>
    /// <param name="ingress">The Ingress.</param>
    /// <param name="path">The path.</param>
    /// <param name="lookups">The lookups.</param>
    public static ResourceName? Older(V1Ingress ingress, IngressPathKey path, Lookups lookups)
    {
        var name = ResourceName.Of(ingress);
        var group = s_byPath.Of(path, lookups);
        if (group.Length < 2)
            return null;

        var oldest = group.Where(other => !CanaryRule.IsCanary(other)).OrderByAge().Select(ResourceName.Of).FirstOrDefault(
            other => other == name || OwnIngresses.ClassOf(other, lookups) is not null);
        return oldest == name ? null : oldest;
    }

    /// <summary>Returns the oldest canary of a path in the namespace of the Ingress; null if there is none.</summary>
    public static V1Ingress? Canary(V1Ingress ingress, IngressPathKey path, Lookups lookups)
        => InNamespace(ingress, path, isCanary: true, lookups);

    /// <summary>Returns the oldest other Ingress of the namespace with a path of a canary; null if there is none.</summary>
    public static V1Ingress? Main(V1Ingress canary, IngressPathKey path, Lookups lookups)
        => InNamespace(canary, path, isCanary: false, lookups);

    private static V1Ingress? InNamespace(V1Ingress ingress, IngressPathKey path, bool isCanary, Lookups lookups)
        => s_byPath.Of(path, lookups)
            .Where(other => CanaryRule.IsCanary(other) == isCanary
                && other.Metadata.NamespaceProperty == ingress.Metadata.NamespaceProperty
                && OwnIngresses.ClassOf(ResourceName.Of(other), lookups) is not null)
            .OrderByAge()
            .FirstOrDefault();
}
