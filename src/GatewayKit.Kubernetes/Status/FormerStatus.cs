using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using k8s.Models;

namespace GatewayKit.Kubernetes.Status;

/// <summary>The statuses of resources that don't belong to this controller any more.</summary>
internal static class FormerStatus
{
    private static readonly ImmutableArray<Condition> s_waiting = [Waiting("Accepted"), Waiting("Programmed")];

    /// <summary>Returns the status without what this controller has written; null if it stays as it is.</summary>
    /// <param name="existing">The status that the resource has.</param>
    /// <param name="isOwn">Whether this controller alone has written it.</param>
    public static object? Of(object? existing, bool isOwn) => existing switch
    {
        RouteStatus => new RouteStatus(),
        PolicyStatus => new PolicyStatus(),
        V1IngressStatus when isOwn => new V1IngressStatus(),
        GatewayStatus when isOwn => new GatewayStatus { Conditions = s_waiting },
        ListenerSetStatus when isOwn => new ListenerSetStatus { Conditions = s_waiting },
        GatewayClassStatus when isOwn => new GatewayClassStatus { Conditions = [s_waiting[0]] },
        _ => null,
    };

    /// <summary>Returns a condition as the definitions of the Gateway API set it for a new resource.</summary>
    private static Condition Waiting(string type)
        => new() { Type = type, Status = "Unknown", Reason = "Pending", Message = "Waiting for controller" };
}
