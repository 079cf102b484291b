using System.Collections.Immutable;
using GatewayKit.Kubernetes.Manifests;
using GatewayKit.Kubernetes.Resources;
using k8s.Models;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Selects the resources that an import uses. All other kinds have no effect.</summary>
/// <param name="options">The settings.</param>
/// <param name="warnings">Collects the warnings.</param>
internal sealed class ImportInput(IngressNginxOptions options, ImportWarnings warnings)
{
    /// <summary>The class that all imported Ingresses get: the gateway redirects those of this class to https, as ingress-nginx
    /// did.</summary>
    public const string Class = "nginx";

    private const string OldClass = "kubernetes.io/ingress.class";
    private const string Controller = "k8s.io/ingress-nginx";

    /// <summary>Returns the resources.</summary>
    public ClusterState Read(ManifestSet manifests)
    {
        var maps = manifests.All<V1ConfigMap>();
        foreach (var map in maps.Values)
            ControllerSettings.Warn(map, warnings);

        string[] classes =
        [
            .. options.IngressClasses,
            .. manifests.All<V1IngressClass>().Values.Where(found => found.Spec?.Controller == Controller)
                .Select(found => found.Metadata.Name),
        ];
        return StandIns.Add(ClusterState.Empty with
        {
            Services = manifests.All<V1Service>(),
            Secrets = manifests.All<V1Secret>(),
            ConfigMaps = maps,
            Ingresses = manifests.All<V1Ingress>().Where(found => IsWanted(found.Value, classes))
                .ToImmutableDictionary(found => found.Key, found => WithClass(found.Value)),
        });
    }

    private bool IsWanted(V1Ingress ingress, string[] classes)
    {
        var name = ingress.Spec?.IngressClassName
            ?? (ingress.Metadata.Annotations?.TryGetValue(OldClass, out var old) == true ? old : null);
        if (string.IsNullOrEmpty(name) || classes.Contains(name))
            return true;

        warnings.Add(
            ResourceName.Of(ingress), $"it has the class '{name}', so it isn't imported. Use --ingress-class {name} to import it.");
        return false;
    }

    private static V1Ingress WithClass(V1Ingress ingress) => new()
    {
        Metadata = ingress.Metadata,
        Spec = new V1IngressSpec
        {
            IngressClassName = Class,
            DefaultBackend = ingress.Spec?.DefaultBackend,
            Rules = ingress.Spec?.Rules,
            Tls = ingress.Spec?.Tls,
        },
    };
}
