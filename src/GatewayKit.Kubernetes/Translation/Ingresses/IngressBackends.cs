using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Kubernetes.Translation.Policies;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Resolves the backends of Ingresses, which are in the Ingress's own namespace.</summary>
internal static class IngressBackends
{
    /// <summary>Returns the cluster of a backend, or why there is none.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="ingress">The Ingress.</param>
    /// <param name="settings">The settings of its clusters.</param>
    /// <param name="lookups">The lookups.</param>
    public static IngressBackendTarget Resolve(
        V1IngressBackend? backend, ResourceName ingress, IngressClusterSettings settings, Lookups lookups)
    {
        var (port, problem) = Find(backend, ingress, lookups);
        if (port is not { } key)
            return new IngressBackendTarget(null, null, problem);

        var target = settings.IsSecure || settings.IsHttp2
            ? WithProtocol(key, settings, lookups)
            : HttpBackends.Resolve(
                new BackendReference { Name = key.Service.Name, Port = key.Port }, ResourceKind.Ingress, ingress.Namespace, null,
                new BackendSettings(settings.Silence), lookups);
        return target.Cluster is { } cluster
            ? new IngressBackendTarget(
                IngressClusters.With(cluster, key, ingress, settings), new BackendPlace(0, key.Service, key.Port), null)
            : new IngressBackendTarget(null, null, target.Problem);
    }

    /// <summary>Returns the port of the Service of a backend, or why there is none.</summary>
    public static (ServicePortKey? Port, Problem? Problem) Find(V1IngressBackend? backend, ResourceName ingress, Lookups lookups)
    {
        if (backend?.Service is not { } reference)
        {
            return (null, new Problem("UnsupportedBackend", backend?.Resource is { } resource
                ? $"The backend {resource.Kind} '{resource.Name}' isn't supported; only Services are." : "A path has no backend."));
        }

        var service = new ResourceName(ingress.Namespace, reference.Name);
        return PortOf(reference, service, lookups) is { } port
            ? (new ServicePortKey(service, port), null)
            : (null, new Problem("BackendNotFound", Missing(reference, service, lookups)));
    }

    private static BackendTarget WithProtocol(ServicePortKey key, IngressClusterSettings settings, Lookups lookups)
    {
        var port = ServicePorts.Of(key, lookups);
        if (port.Problem is not null)
            return new BackendTarget(null, port.Problem);

        var trust = BackendTlsPolicies.Of(key.Service, port.Name, lookups);
        if (trust?.Rejection is { } rejection)
            return new BackendTarget(null, rejection);

        var isSecure = settings.IsSecure || trust is not null;
        var cluster = new BackendKey(key, settings.IsHttp2, isSecure, null, new BackendSettings(settings.Silence));
        return new BackendTarget(BackendClusters.Of(cluster), null);
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
}
