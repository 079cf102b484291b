using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Creates the result of a route with its status.</summary>
internal static class RouteResults
{
    /// <summary>Returns the result of a route.</summary>
    /// <param name="owner">The route.</param>
    /// <param name="generation">Its generation.</param>
    /// <param name="controller">The name of this controller.</param>
    /// <param name="parents">Its parents.</param>
    /// <param name="route">Its translation.</param>
    public static RouteResult Of(
        ResourceOwner owner, long? generation, string controller, ImmutableArray<ParentAttachment> parents, TranslatedRoute route)
    {
        var status = new RouteStatus { Parents = [.. parents.Select(parent => Status(parent, generation, controller, route))] };
        return new RouteResult
        {
            Owner = owner,
            Route = route,
            Status = new ResourceStatus(owner, status),
            Gateways = [.. parents.SelectMany(parent => parent.Listeners).Select(attachment => attachment.Listener.Gateway).Distinct()],
            Attached = route.Rejection is not null
                ? []
                : [.. parents.SelectMany(parent => parent.Listeners).Select(attachment => attachment.Listener.Name).Distinct()],
        };
    }

    private static RouteParentStatus Status(ParentAttachment parent, long? generation, string controller, TranslatedRoute route)
    {
        var rejection = parent.Rejection ?? route.Rejection;
        var conditions = ImmutableArray.CreateBuilder<Condition>();
        conditions.Add(Conditions.Of("Accepted", generation, rejection));
        conditions.Add(Conditions.Of("ResolvedRefs", generation, route.Unresolved));
        if (rejection is null && route.PartlyInvalid is { } problem)
            conditions.Add(Conditions.Because("PartiallyInvalid", generation, problem));
        return new RouteParentStatus { ParentRef = parent.Reference, ControllerName = controller, Conditions = conditions.ToImmutable() };
    }
}
