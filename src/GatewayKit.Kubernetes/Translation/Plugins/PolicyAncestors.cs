using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Ingresses;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>
/// The ancestors of the target of a policy: its class, the Gateways above it, or itself if there is no Gateway above it. A target that
/// belongs to another controller has none.
/// </summary>
internal static class PolicyAncestors
{
    /// <summary>Returns the ancestors, and why the policy can't apply to the target.</summary>
    public static (ImmutableArray<ParentReference> Ancestors, Problem? Problem) Of(
        GatewayPolicy policy, PolicyTargetKey target, Lookups lookups)
    {
        if (!PolicyRules.MayTarget(policy, target, lookups))
            return ([Reference(target)], new Problem("Invalid", $"Only policies in the namespace '{PolicyRules.ClusterNamespace(lookups)}' "
                + $"can target a {target.Kind.Kind}."));

        var (name, section) = (target.Name, target.Section);
        return target.Kind switch
        {
            var kind when kind == GroupKind.Of(ResourceKind.GatewayClass) => OfClass(target, lookups),
            var kind when kind == GroupKind.Of(ResourceKind.Gateway) => lookups.Read(Sources.Gateways, name) is { } gateway
                ? Found(target, Gateways([name], lookups, section), section is null || gateway.Spec.Listeners.Any(l => l.Name == section))
                : Missing(target),
            var kind when kind == GroupKind.Of(ResourceKind.ListenerSet) => lookups.Read(Sources.ListenerSets, name) is { } set
                ? Found(target, Gateways([GatewayParents.Of(set)], lookups),
                    section is null || set.Spec.Listeners.Any(listener => listener.Name == section))
                : Missing(target),
            var kind when kind == GroupKind.Of(ResourceKind.HttpRoute) => lookups.Read(Sources.HttpRoutes, name) is { } route
                ? Found(target, Gateways(GatewayParents.Of(route.Spec.ParentRefs, name.Namespace, lookups), lookups),
                    section is null || route.Spec.Rules.Any(rule => rule.Name == section))
                : Missing(target),
            var kind when kind == GroupKind.Of(ResourceKind.GrpcRoute) => lookups.Read(Sources.GrpcRoutes, name) is { } route
                ? Found(target, Gateways(GatewayParents.Of(route.Spec.ParentRefs, name.Namespace, lookups), lookups),
                    section is null || route.Spec.Rules.Any(rule => rule.Name == section))
                : Missing(target),
            var kind when kind == GroupKind.Service => lookups.Read(Sources.Services, name) is { } service
                ? Found(target, OrSelf(target, Gateways(GatewayParents.OfService(name, lookups), lookups)),
                    section is null || service.Spec?.Ports?.Any(port => port.Name == section) == true)
                : Missing(target),
            var kind when kind == GroupKind.Of(ResourceKind.Ingress)
                => lookups.Read(Sources.Ingresses, name) is null ? Missing(target) : ([Reference(target)], null),
            var kind when kind == GroupKind.Of(ResourceKind.IngressClass)
                => lookups.Read(Sources.IngressClasses, name) is not null
                    ? (IngressClasses.IsOf(target.Name.Name, lookups) ? [Reference(target)] : [], null)
                    : Missing(target),
            var kind => ([Reference(target)], new Problem("Invalid", $"A policy can't target a {kind}.")),
        };
    }

    private static (ImmutableArray<ParentReference>, Problem?) OfClass(PolicyTargetKey target, Lookups lookups)
        => lookups.Read(Sources.GatewayClasses, target.Name) is not { } found ? Missing(target)
            : found.Spec.ControllerName == lookups.Options.ControllerName ? ([Reference(target)], null)
            : ([], null);

    private static (ImmutableArray<ParentReference>, Problem?) Found(
        PolicyTargetKey target, ImmutableArray<ParentReference> ancestors, bool hasSection)
        => (ancestors, hasSection ? null : new Problem("TargetNotFound", $"{target.Kind.Kind} '{target.Name}' doesn't have a section "
            + $"with the name '{target.Section}'."));

    private static (ImmutableArray<ParentReference>, Problem?) Missing(PolicyTargetKey target)
        => ([Reference(target)], new Problem("TargetNotFound", $"{target.Kind.Kind} '{target.Name}' doesn't exist."));

    /// <summary>Returns the Gateways of this controller among some.</summary>
    private static ImmutableArray<ParentReference> Gateways(
        IEnumerable<ResourceName> names, Lookups lookups, string? section = null)
        =>
        [
            .. names.Distinct().Where(name => GatewayParents.IsOurs(name, lookups)).Select(name => new ParentReference
            {
                Namespace = name.Namespace,
                Name = name.Name,
                SectionName = section,
            }),
        ];

    private static ImmutableArray<ParentReference> OrSelf(PolicyTargetKey target, ImmutableArray<ParentReference> ancestors)
        => ancestors.IsEmpty ? [Reference(target)] : ancestors;

    private static ParentReference Reference(PolicyTargetKey target) => new()
    {
        Group = target.Kind.Group,
        Kind = target.Kind.Kind,
        Namespace = target.Name.Namespace.Length == 0 ? null : target.Name.Namespace,
        Name = target.Name.Name,
        SectionName = target.Section,
    };
}
