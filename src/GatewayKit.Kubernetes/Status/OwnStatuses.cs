using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Status;

/// <summary>
/// Recognizes the statuses that this controller has written, also before a restart or by another leader. Routes and policies name it in
/// their statuses; for other kinds, the API server has recorded who wrote the fields.
/// </summary>
/// <param name="controller">The name of this controller.</param>
internal sealed class OwnStatuses(string controller)
{
    /// <summary>The longest name that an API server accepts for a manager.</summary>
    private const int LongestManager = 128;

    /// <summary>The name of the manager of the fields that this controller writes.</summary>
    public string Manager { get; } = controller.Length <= LongestManager
        ? controller
        : $"{controller[..(LongestManager - 9)]}-{StableHash.Of(controller):x8}";

    /// <summary>Returns whether a resource has a status of this controller, or a part of one.</summary>
    public bool Has(IKubernetesObject<V1ObjectMeta> resource) => StatusMerge.StatusOf(resource) switch
    {
        RouteStatus status => status.Parents.Any(parent => parent.ControllerName == controller),
        PolicyStatus status => status.Ancestors.Any(ancestor => ancestor.ControllerName == controller),
        GatewayStatus or ListenerSetStatus or GatewayClassStatus or V1IngressStatus => IsOnlyManager(resource.Metadata),
        _ => false,
    };

    /// <summary>A status with fields of others is theirs: a controller that has taken the resource has written its own status.</summary>
    private bool IsOnlyManager(V1ObjectMeta metadata)
        => metadata.ManagedFields is { Count: > 0 } managers && managers.All(entry => entry.Manager == Manager);
}
