using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Status;

/// <summary>Merges the status that a resource should have into the one that it has.</summary>
/// <param name="controller">The name of this controller: entries of other controllers stay as they are.</param>
internal sealed class StatusMerge(string controller)
{
    // An API server rejects a status as a whole that has more.
    private const int MostAddresses = 16;
    private const int MostAncestors = 16;
    private const int MostParents = 32;

    /// <summary>Returns the status that a resource has; null for none.</summary>
    public static object? StatusOf(IKubernetesObject<V1ObjectMeta> resource) => resource switch
    {
        GatewayClass gatewayClass => gatewayClass.Status,
        Gateway gateway => gateway.Status,
        ListenerSet set => set.Status,
        HttpRoute route => route.Status,
        GrpcRoute route => route.Status,
        TlsRoute route => route.Status,
        TcpRoute route => route.Status,
        BackendTlsPolicy policy => policy.Status,
        GatewayPolicy policy => policy.Status,
        GatewayPlugin plugin => plugin.Status,
        GatewayConsumerResource consumer => consumer.Status,
        V1Ingress ingress => ingress.Status,
        _ => null,
    };

    /// <summary>Returns the merged status.</summary>
    /// <param name="wanted">The status with the entries of this controller.</param>
    /// <param name="existing">The status that the resource has; null for none.</param>
    /// <param name="now">The time of transitions.</param>
    public object Merge(object wanted, object? existing, DateTimeOffset now) => wanted switch
    {
        GatewayClassStatus status => status with
        {
            Conditions = ConditionMerge.Merge(status.Conditions, (existing as GatewayClassStatus)?.Conditions ?? [], now),
        },
        GatewayStatus status => status with
        {
            Conditions = ConditionMerge.Merge(status.Conditions, (existing as GatewayStatus)?.Conditions ?? [], now),
            Listeners = Merge(status.Listeners, (existing as GatewayStatus)?.Listeners ?? [], now),
            Addresses = [.. status.Addresses.Take(MostAddresses)],
        },
        ListenerSetStatus status => status with
        {
            Conditions = ConditionMerge.Merge(status.Conditions, (existing as ListenerSetStatus)?.Conditions ?? [], now),
            Listeners = Merge(status.Listeners, (existing as ListenerSetStatus)?.Listeners ?? [], now),
        },
        ResourceConditions status => status with
        {
            Conditions = ConditionMerge.Merge(status.Conditions, (existing as ResourceConditions)?.Conditions ?? [], now),
        },
        RouteStatus status => status with { Parents = Merge(status.Parents, (existing as RouteStatus)?.Parents ?? [], now) },
        PolicyStatus status => status with { Ancestors = Merge(status.Ancestors, (existing as PolicyStatus)?.Ancestors ?? [], now) },
        _ => wanted,
    };

    private static ImmutableArray<ListenerStatus> Merge(
        ImmutableArray<ListenerStatus> wanted, ImmutableArray<ListenerStatus> existing, DateTimeOffset now)
        =>
        [
            .. wanted.Select(listener => listener with
            {
                Conditions = ConditionMerge.Merge(
                    listener.Conditions, existing.FirstOrDefault(other => other.Name == listener.Name)?.Conditions ?? [], now),
            }),
        ];

    private ImmutableArray<RouteParentStatus> Merge(
        ImmutableArray<RouteParentStatus> wanted, ImmutableArray<RouteParentStatus> existing, DateTimeOffset now)
    {
        var merged = ImmutableArray.CreateBuilder<RouteParentStatus>();
        var missing = wanted.ToList();
        foreach (var entry in existing)
        {
            if (entry.ControllerName != controller)
            {
                merged.Add(entry);
            }
            else if (missing.Find(parent => parent.ParentRef == entry.ParentRef) is { } own)
            {
                missing.Remove(own);
                merged.Add(own with { Conditions = ConditionMerge.Merge(own.Conditions, entry.Conditions, now) });
            }
        }

        merged.AddRange(missing.Select(own => own with { Conditions = ConditionMerge.Merge(own.Conditions, [], now) }));
        return [.. merged.Take(MostParents)];
    }

    private ImmutableArray<PolicyAncestorStatus> Merge(
        ImmutableArray<PolicyAncestorStatus> wanted, ImmutableArray<PolicyAncestorStatus> existing, DateTimeOffset now)
    {
        var merged = ImmutableArray.CreateBuilder<PolicyAncestorStatus>();
        var missing = wanted.ToList();
        foreach (var entry in existing)
        {
            if (entry.ControllerName != controller)
            {
                merged.Add(entry);
            }
            else if (missing.Find(ancestor => ancestor.AncestorRef == entry.AncestorRef) is { } own)
            {
                missing.Remove(own);
                merged.Add(own with { Conditions = ConditionMerge.Merge(own.Conditions, entry.Conditions, now) });
            }
        }

        merged.AddRange(missing.Select(own => own with { Conditions = ConditionMerge.Merge(own.Conditions, [], now) }));
        return [.. merged.Take(MostAncestors)];
    }
}
