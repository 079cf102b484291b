using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;
using k8s.Models;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>Explains why a resource has no status: nothing in the cluster would say it.</summary>
/// <param name="state">The cluster.</param>
/// <param name="options">The names of the controller and of its class.</param>
internal sealed class UnusedResources(ClusterState state, TranslationOptions options)
{
    /// <summary>Returns the reasons why a resource, or one of its parents, isn't served.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="hasStatus">Whether it has a status.</param>
    public IEnumerable<string> Explain(ManifestResource resource, bool hasStatus) => resource.Value switch
    {
        GatewayClass { Spec.ControllerName: var controller } when !hasStatus
            => [$"controllerName is '{controller}', so another controller serves it. That of the gateway is '{options.ControllerName}'."],
        Gateway gateway when !hasStatus => [ExplainClass(gateway.Spec.GatewayClassName)],
        ListenerSet { Spec.ParentRef: var parent } when !hasStatus => ExplainParents(resource, [parent]),
        HttpRoute route => ExplainParents(resource, route.Spec.ParentRefs),
        GrpcRoute route => ExplainParents(resource, route.Spec.ParentRefs),
        TlsRoute route => ExplainParents(resource, route.Spec.ParentRefs),
        TcpRoute route => ExplainParents(resource, route.Spec.ParentRefs),
        V1Ingress ingress when !hasStatus => [ExplainClass(ingress)],
        _ => [],
    };

    private string ExplainClass(string name)
        => state.GatewayClasses.ContainsKey(new ResourceName("", name))
            ? $"no listener is open, because the GatewayClass '{name}' belongs to another controller."
            : $"the GatewayClass '{name}' doesn't exist. Set gatewayClassName to '{KubernetesOptions.DefaultIngressClass}', the class of "
                + "the gateway's chart, or add a GatewayClass of this name with the controllerName "
                + $"'{options.ControllerName}' to the manifests.";

    private string ExplainClass(V1Ingress ingress)
    {
        var name = ingress.Spec?.IngressClassName
            ?? (ingress.Metadata.Annotations?.TryGetValue("kubernetes.io/ingress.class", out var old) == true ? old : null);
        return string.IsNullOrEmpty(name)
            ? $"no ingressClassName is set, and no IngressClass is the default. Set it to '{options.IngressClass}'."
            : $"the IngressClass '{name}' isn't one of the gateway. Set ingressClassName to '{options.IngressClass}'.";
    }

    private IEnumerable<string> ExplainParents(ManifestResource resource, ImmutableArray<ParentReference> parents)
    {
        if (parents.IsEmpty)
            yield return "parentRefs is missing, so no Gateway serves it.";

        foreach (var parent in parents)
        {
            var name = new ResourceName(parent.Namespace is { Length: > 0 } space ? space : resource.Name.Namespace, parent.Name);
            if (parent is { Group: GroupKind.GatewayApi, Kind: "Gateway" } && !state.Gateways.ContainsKey(name))
                yield return $"the Gateway {name} doesn't exist. Add the manifest of the Gateway.";
            else if (parent is { Group: GroupKind.GatewayApi, Kind: "ListenerSet" } && !state.ListenerSets.ContainsKey(name))
                yield return $"the ListenerSet {name} doesn't exist. Add its manifest.";
            else if (parent is not { Group: GroupKind.GatewayApi, Kind: "Gateway" or "ListenerSet" })
                yield return $"no Gateway serves it through a {parent.Kind}.";
        }
    }
}
