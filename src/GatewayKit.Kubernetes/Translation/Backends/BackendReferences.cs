using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>Checks references to backends before anything is looked up that the route's namespace may not see.</summary>
internal static class BackendReferences
{
    /// <summary>Returns the Service of a reference.</summary>
    public static ResourceName ServiceOf(BackendReference reference, string fromNamespace)
        => new(string.IsNullOrEmpty(reference.Namespace) ? fromNamespace : reference.Namespace, reference.Name);

    /// <summary>Returns why a reference can't be followed; null if it can.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="from">The kind of the route.</param>
    /// <param name="fromNamespace">The namespace of the route.</param>
    /// <param name="lookups">The way to everything else.</param>
    public static Problem? ProblemOf(BackendReference reference, ResourceKind from, string fromNamespace, Lookups lookups)
    {
        var kind = new GroupKind(reference.Group, reference.Kind);
        if (kind != GroupKind.Service)
            return new Problem("InvalidKind", $"The backend {reference.Name} has the kind {kind}; only Service is supported.");

        var service = ServiceOf(reference, fromNamespace);
        if (!ReferenceGrants.Allow(lookups, from, fromNamespace, kind, service))
        {
            return new Problem(
                "RefNotPermitted",
                $"No ReferenceGrant in the namespace {service.Namespace} permits the reference to the Service {service}.");
        }

        return reference.Port is null ? new Problem("BackendNotFound", $"The reference to the Service {service} has no port.") : null;
    }
}
