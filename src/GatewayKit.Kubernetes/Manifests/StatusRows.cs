using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>Lists the conditions of statuses by resource and part.</summary>
internal static class StatusRows
{
    public static IEnumerable<ManifestStatus> Of(ManifestResource resource, object status) => status switch
    {
        GatewayClassStatus value => [Row(resource, "", value.Conditions)],
        GatewayStatus value => [Row(resource, "", value.Conditions), .. Listeners(resource, value.Listeners)],
        ListenerSetStatus value => [Row(resource, "", value.Conditions), .. Listeners(resource, value.Listeners)],
        RouteStatus value => value.Parents.Select(parent => Row(resource, NameOf(parent.ParentRef, resource), parent.Conditions)),
        PolicyStatus value
            => value.Ancestors.Select(ancestor => Row(resource, NameOf(ancestor.AncestorRef, resource), ancestor.Conditions)),
        ResourceConditions value => [Row(resource, "", value.Conditions)],
        _ => [Row(resource, "", [])],
    };

    private static IEnumerable<ManifestStatus> Listeners(ManifestResource resource, ImmutableArray<ListenerStatus> listeners)
        => listeners.Select(listener
            => Row(resource, $"listener {listener.Name}", listener.Conditions) with { AttachedRoutes = listener.AttachedRoutes });

    private static ManifestStatus Row(ManifestResource resource, string part, ImmutableArray<Condition> conditions) => new(
        resource.ToString(), part,
        [.. conditions.Select(condition => new ManifestCondition(condition.Type, condition.Status, condition.Reason, condition.Message))],
        resource.Location);

    private static string NameOf(ParentReference reference, ManifestResource resource)
    {
        var space = reference.Namespace ?? resource.Name.Namespace;
        var name = reference.Kind is "GatewayClass" or "IngressClass" ? reference.Name : $"{space}/{reference.Name}";
        return reference.SectionName is { Length: > 0 } section ? $"{reference.Kind} {name} {section}" : $"{reference.Kind} {name}";
    }
}
