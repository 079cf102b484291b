using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Finds the Ingresses with the same host and path: the oldest one gets the requests.</summary>
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

        var oldest = group.OrderByAge().Select(ResourceName.Of).FirstOrDefault(
            other => other == name || OwnIngresses.ClassOf(other, lookups) is not null);
        return oldest == name ? null : oldest;
    }
}
