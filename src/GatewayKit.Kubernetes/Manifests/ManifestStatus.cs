using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The status that the gateway gives to a resource, or to a part of it.</summary>
/// <param name="Resource">The resource, such as <c>HTTPRoute shop/orders</c>.</param>
/// <param name="Part">The listener of a Gateway, the parent of a route, or the ancestor of a policy; empty for the resource
/// itself.</param>
/// <param name="Conditions">The conditions; none for an Ingress, which has no conditions.</param>
/// <param name="Location">The location of the resource.</param>
public sealed record ManifestStatus(
    string Resource, string Part, IReadOnlyList<ManifestCondition> Conditions, ConfigLocation Location)
{
    /// <summary>Gets the number of routes that are attached to a listener; null for others.</summary>
    public int? AttachedRoutes { get; init; }
}
