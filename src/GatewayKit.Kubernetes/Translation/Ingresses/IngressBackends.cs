using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Resolves the backends of Ingresses, which are in the Ingress's own namespace.</summary>
internal static class IngressBackends
{
    /// <summary>Returns the cluster of a backend, or why there is none.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="ns">The namespace of the Ingress.</param>
    /// <param name="lookups">The lookups.</param>
    public static IngressBackendTarget Resolve(V1IngressBackend? backend, string ns, Lookups lookups)
    {
        if (backend?.Service is not { } reference)
        {
            return Refuse("UnsupportedBackend", backend?.Resource is { } resource
                ? $"The backend {resource.Kind} '{resource.Name}' isn't supported; only Services are." : "A path has no backend.");
        }

        var service = new ResourceName(ns, reference.Name);
        if (PortOf(reference, service, lookups) is not { } port)
            return Refuse("BackendNotFound", Missing(reference, service, lookups));

        var target = HttpBackends.Resolve(
            new BackendReference { Name = reference.Name, Port = port }, ResourceKind.Ingress, ns, null, BackendSettings.Default, lookups);
        return target.Cluster is { } cluster
            ? new IngressBackendTarget(cluster, new BackendPlace(0, service, port), null)
            : new IngressBackendTarget(null, null, target.Problem);
    }

    private static int? PortOf(V1IngressServiceBackend reference, ResourceName service, Lookups lookups)
        => reference.Port?.Number is > 0 and var number ? number
            : reference.Port?.Name is { Length: > 0 } name
                ? lookups.Read(Sources.Services, service)?.Spec?.Ports?.FirstOrDefault(port => port.Name == name)?.Port
                : null;

    private static string Missing(V1IngressServiceBackend reference, ResourceName service, Lookups lookups)
        => lookups.Read(Sources.Services, service) is null ? $"The Service {service} doesn't exist."
            : reference.Port?.Name is { Length: > 0 } name ? $"The Service {service} has no port '{name}'."
            : $"The backend {service} has no port.";

    private static IngressBackendTarget Refuse(string reason, string message) => new(null, null, new Problem(reason, message));
}
