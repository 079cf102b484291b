using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>The Gateways above routes and Services, as the references say.</summary>
internal static class GatewayParents
{
    private static readonly ResourceGroups<ResourceName, HttpRoute> s_httpByService = new(
        Sources.HttpRoutes,
        route => route.Spec.Rules.SelectMany(rule => Services(rule.BackendRefs, route.Metadata.NamespaceProperty ?? "")));

    private static readonly ResourceGroups<ResourceName, GrpcRoute> s_grpcByService = new(
        Sources.GrpcRoutes,
        route => route.Spec.Rules.SelectMany(rule => Services(rule.BackendRefs, route.Metadata.NamespaceProperty ?? "")));

    private static readonly MemoPart<ResourceName, bool> s_ours = new(
        (gateway, lookups) => lookups.Read(Sources.Gateways, gateway) is { } found
            && lookups.Read(Sources.GatewayClasses, new ResourceName("", found.Spec.GatewayClassName)) is { } gatewayClass
            && gatewayClass.Spec.ControllerName == lookups.Options.ControllerName);

    /// <summary>Returns whether a Gateway belongs to this controller.</summary>
    public static bool IsOurs(ResourceName gateway, Lookups lookups) => lookups.Get(s_ours, gateway);

    public static ResourceName Of(ListenerSet set)
        => new(set.Spec.ParentRef.Namespace ?? set.Metadata.NamespaceProperty ?? "", set.Spec.ParentRef.Name);

    /// <summary>Returns the Gateways of a route.</summary>
    public static IEnumerable<ResourceName> Of(ImmutableArray<ParentReference> parents, string ns, Lookups lookups)
    {
        foreach (var parent in parents.Where(parent => parent.Group == GroupKind.GatewayApi))
        {
            var name = new ResourceName(parent.Namespace ?? ns, parent.Name);
            if (parent.Kind == "Gateway")
                yield return name;
            else if (parent.Kind == "ListenerSet" && lookups.Read(Sources.ListenerSets, name) is { } set)
                yield return Of(set);
        }
    }

    /// <summary>Returns the Gateways of the routes to a Service.</summary>
    public static IEnumerable<ResourceName> OfService(ResourceName service, Lookups lookups)
        => s_httpByService.Of(service, lookups)
            .SelectMany(route => Of(route.Spec.ParentRefs, route.Metadata.NamespaceProperty ?? "", lookups))
            .Concat(s_grpcByService.Of(service, lookups)
                .SelectMany(route => Of(route.Spec.ParentRefs, route.Metadata.NamespaceProperty ?? "", lookups)));

    private static IEnumerable<ResourceName> Services(ImmutableArray<BackendReference> backends, string ns)
        => backends
            .Where(backend => backend is { Group: "", Kind: "Service" })
            .Select(backend => new ResourceName(backend.Namespace ?? ns, backend.Name));
}
