using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Attaches a route to the listeners of its parents.</summary>
/// <param name="kind">The kind of the route.</param>
/// <param name="namespace">Its namespace.</param>
/// <param name="lookups">The lookups.</param>
internal sealed class ParentAttachments(ResourceKind kind, string @namespace, Lookups lookups)
{
    private readonly RouteKinds _kind = RouteKindNames.Of(kind);

    /// <summary>Returns the attachments to the parents that belong to this controller.</summary>
    public ImmutableArray<ParentAttachment> Of(RouteHeader route)
    {
        var attachments = ImmutableArray.CreateBuilder<ParentAttachment>();
        foreach (var reference in route.Parents)
        {
            if (ParentKind(reference) is { } parentKind
                && new ResourceName(reference.Namespace ?? @namespace, reference.Name) is var name
                && RouteParents.Of(new ResourceOwner(parentKind, name), lookups) is { } parent)
                attachments.Add(Attach(reference, parent, route.Hostnames));
        }

        return attachments.ToImmutable();
    }

    private static ResourceKind? ParentKind(ParentReference reference) => reference switch
    {
        { Group: GroupKind.GatewayApi, Kind: "Gateway" } => ResourceKind.Gateway,
        { Group: GroupKind.GatewayApi, Kind: "ListenerSet" } => ResourceKind.ListenerSet,
        _ => null,
    };

    private ParentAttachment Attach(ParentReference reference, RouteParent parent, ImmutableArray<string> hostnames)
    {
        if (parent.Detached is { } detached)
            return new ParentAttachment(reference, detached, []);

        ListenerView[] named =
        [
            .. parent.Listeners.Where(listener => (reference.SectionName is null || reference.SectionName == listener.Section)
                && (reference.Port is null || reference.Port == listener.Port)),
        ];
        if (named.Length == 0)
            return Reject(reference, "NoMatchingParent", "The parent has no listener with this sectionName and port.");

        ListenerView[] allowing = [.. named.Where(Allows)];
        if (allowing.Length == 0)
            return Reject(reference, "NotAllowedByListeners", "No listener allows routes of this kind and namespace.");

        var listeners = ImmutableArray.CreateBuilder<RouteAttachment>();
        foreach (var listener in allowing)
        {
            var hosts = HostPatterns.Intersect(listener.Host, hostnames);
            if (!hosts.IsDefault)
                listeners.Add(new RouteAttachment(listener, hosts));
        }

        return listeners.Count == 0
            ? Reject(reference, "NoMatchingListenerHostname", "No hostname of the route is within that of a listener.")
            : new ParentAttachment(reference, null, listeners.ToImmutable());
    }

    private bool Allows(ListenerView listener)
        => listener.Kinds.HasFlag(_kind)
            && NamespaceRules.Selects(listener.Namespaces, "Same", listener.Owner.Name.Namespace, @namespace, lookups);

    private static ParentAttachment Reject(ParentReference reference, string reason, string message)
        => new(reference, new Problem(reason, message), []);
}
