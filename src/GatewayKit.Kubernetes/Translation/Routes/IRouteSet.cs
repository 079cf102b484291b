using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>All routes of a kind.</summary>
internal interface IRouteSet
{
    ResourceKind Kind { get; }

    /// <summary>Returns the routes with their age, and the parents that belong to this controller.</summary>
    IEnumerable<(ResourceName Name, long Created, ImmutableArray<ParentAttachment> Parents)> Attached(Lookups lookups);

    /// <summary>Adds the results of the routes with a parent that belongs to this controller, and empty statuses of routes that have left
    /// it, but still have a status of it.</summary>
    void AddTo(List<RouteResult> results, List<ResourceStatus> former, Lookups lookups);
}
