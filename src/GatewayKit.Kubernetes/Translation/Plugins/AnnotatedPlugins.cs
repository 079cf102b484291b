using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>The plugins that Ingresses and Services have by their annotation.</summary>
internal static class AnnotatedPlugins
{
    /// <summary>The annotation with the names of GatewayPlugins of the same namespace, separated by commas.</summary>
    public const string Annotation = "gatewaykit.io/plugins";

    public static LevelPlugins OfIngress(ResourceName ingress, Lookups lookups)
        => Of(lookups.Read(Sources.Ingresses, ingress), "Ingress", ingress, lookups);

    public static LevelPlugins OfService(ResourceName service, Lookups lookups)
        => Of(lookups.Read(Sources.Services, service), "Service", service, lookups);

    /// <summary>Returns the name of a backend's port, which policies refer to.</summary>
    public static string? PortName(BackendPlace backend, Lookups lookups)
        => backend.Port is { } port
            ? lookups.Read(Sources.Services, backend.Service)?.Spec?.Ports?.FirstOrDefault(p => p.Port == port)?.Name
            : null;

    private static LevelPlugins Of(IKubernetesObject<V1ObjectMeta>? resource, string kind, ResourceName name, Lookups lookups)
        => resource?.Metadata.Annotations is { } annotations && annotations.TryGetValue(Annotation, out var names)
            ? FilterPlugins.Of(names, name.Namespace, $"{kind.ToLowerInvariant()}/{name}", $"{kind} '{name}'", lookups)
            : LevelPlugins.None;
}
