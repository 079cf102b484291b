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

    // A change of anything else of a Service doesn't translate its routes again.
    private static readonly MemoPart<ResourceName, string?> s_ofServices = new(
        static (service, lookups) => NamesOf(lookups.Read(Sources.Services, service)));

    private static readonly MemoPart<(ResourceName Service, int Port), string?> s_portNames = new(
        static (key, lookups) => lookups.Read(Sources.Services, key.Service)?.Spec?.Ports?.FirstOrDefault(p => p.Port == key.Port)?.Name);

    public static LevelPlugins OfIngress(ResourceName ingress, Lookups lookups)
        => Of(NamesOf(lookups.Read(Sources.Ingresses, ingress)), "Ingress", ingress, lookups);

    public static LevelPlugins OfService(ResourceName service, Lookups lookups)
        => Of(lookups.Get(s_ofServices, service), "Service", service, lookups);

    /// <summary>Returns the name of a backend's port, which policies refer to.</summary>
    public static string? PortName(BackendPlace backend, Lookups lookups)
        => backend.Port is { } port ? lookups.Get(s_portNames, (backend.Service, port)) : null;

    private static string? NamesOf(IKubernetesObject<V1ObjectMeta>? resource)
        => resource?.Metadata.Annotations is { } annotations && annotations.TryGetValue(Annotation, out var names) ? names : null;

    private static LevelPlugins Of(string? names, string kind, ResourceName name, Lookups lookups)
        => names is null ? LevelPlugins.None
            : FilterPlugins.Of(names, name.Namespace, $"{kind.ToLowerInvariant()}/{name}", $"{kind} '{name}'", lookups);
}
