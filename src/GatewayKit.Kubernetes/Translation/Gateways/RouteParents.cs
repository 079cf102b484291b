using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Finds the parents of routes.</summary>
internal static class RouteParents
{
    private static readonly MemoPart<ResourceOwner, RouteParent?> s_part = new(Find);

    /// <summary>Returns a parent: the same object as long as routes see no difference. Null if it doesn't exist or belongs to another
    /// controller.</summary>
    public static RouteParent? Of(ResourceOwner owner, Lookups lookups) => lookups.Get(s_part, owner);

    private static RouteParent? Find(ResourceOwner owner, Lookups lookups)
    {
        if (owner.Kind == ResourceKind.Gateway)
        {
            return GatewayTranslation.Of(owner.Name, lookups) is { } gateway
                ? new RouteParent([.. gateway.Listeners.Select(listener => listener.View)], null)
                : null;
        }

        if (lookups.Read(Sources.ListenerSets, owner.Name) is not { } resource
            || ListenerSets.GatewayOf(resource) is not { } name
            || GatewayTranslation.Of(name, lookups) is not { } parent
            || parent.Sets.FirstOrDefault(set => set.Name == owner.Name) is not { } found)
            return null;

        var isDetached = found.Rejection is { Reason: "NotAllowed" or "ParentNotAccepted" };
        return new RouteParent(
            [.. found.Listeners.Select(listener => listener.View)],
            isDetached ? new Problem("NoMatchingParent", "The ListenerSet isn't attached to a Gateway.") : null);
    }
}
