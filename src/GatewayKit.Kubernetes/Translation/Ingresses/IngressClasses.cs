using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Finds the class of an Ingress: its <c>ingressClassName</c>, otherwise the annotation of old manifests, otherwise the default
/// class of the cluster.</summary>
internal static class IngressClasses
{
    private const string OldAnnotation = "kubernetes.io/ingress.class";
    private const string DefaultAnnotation = "ingressclass.kubernetes.io/is-default-class";

    private static readonly MemoPart<string, bool> s_isOwn = new(IsOwn);

    private static readonly MemoPart<int, string?> s_default = new((_, lookups) => lookups.ReadAll(Sources.IngressClasses).Values
        .Where(found => Annotation(found.Metadata, DefaultAnnotation) == "true")
        .Select(found => found.Metadata.Name)
        .Where(name => lookups.Get(s_isOwn!, name))
        .Order(StringComparer.Ordinal)
        .FirstOrDefault());

    /// <summary>Returns the class of an Ingress; null if the class isn't one of this gateway, or if it has none.</summary>
    public static string? Of(V1Ingress ingress, Lookups lookups)
    {
        var name = ingress.Spec?.IngressClassName ?? Annotation(ingress.Metadata, OldAnnotation);
        return string.IsNullOrEmpty(name) ? lookups.Get(s_default, 0) : lookups.Get(s_isOwn, name) ? name : null;
    }

    /// <summary>Returns whether a class is one of this gateway.</summary>
    public static bool IsOf(string name, Lookups lookups) => lookups.Get(s_isOwn, name);

    private static bool IsOwn(string name, Lookups lookups)
        => name == lookups.Options.IngressClass
            || lookups.Read(Sources.IngressClasses, new ResourceName("", name))?.Spec?.Controller == lookups.Options.ControllerName;

    private static string? Annotation(V1ObjectMeta metadata, string name)
        => metadata.Annotations?.TryGetValue(name, out var value) == true ? value : null;
}
