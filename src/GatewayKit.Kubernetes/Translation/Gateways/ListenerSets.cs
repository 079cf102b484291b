using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Finds the ListenerSets of Gateways.</summary>
internal static class ListenerSets
{
    private static readonly ResourceGroups<ResourceName, ListenerSet> s_byGateway = new(
        Sources.ListenerSets,
        set => GatewayOf(set) is { } gateway ? [gateway] : []);

    /// <summary>Returns the Gateway that a ListenerSet refers to.</summary>
    public static ResourceName? GatewayOf(ListenerSet set)
        => set.Spec.ParentRef is { Group: GroupKind.GatewayApi, Kind: "Gateway" } parent
            ? new ResourceName(parent.Namespace ?? set.Metadata.NamespaceProperty, parent.Name)
            : null;

    /// <summary>Returns the ListenerSets that refer to a Gateway in the order of their precedence, and whether it allows them.</summary>
    public static IEnumerable<(ListenerSet Set, bool IsAllowed)> Of(Gateway gateway, Lookups lookups)
    {
        var own = gateway.Metadata.NamespaceProperty;
        foreach (var set in s_byGateway.Of(ResourceName.Of(gateway), lookups).OrderByAge())
        {
            var rule = gateway.Spec.AllowedListeners?.Namespaces;
            yield return (set, NamespaceRules.Selects(rule, "None", own, set.Metadata.NamespaceProperty, lookups));
        }
    }
}
