using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>The policies of a listener: of its GatewayClass, its Gateway, its ListenerSet, and of the listener itself.</summary>
internal static class ListenerLevels
{
    private static readonly MemoPart<ResourceName, string> s_classes = new(
        (gateway, lookups) => lookups.Read(Sources.Gateways, gateway)?.Spec.GatewayClassName ?? "");

    /// <summary>Returns the levels that have policies, from the least specific.</summary>
    public static ImmutableArray<LevelPlugins> Of(ListenerView listener, Lookups lookups)
        => [.. Keys(listener, lookups).Select(key => LevelPolicies.Of(key, lookups)).Where(level => !level.IsEmpty)];

    private static IEnumerable<PolicyTargetKey> Keys(ListenerView listener, Lookups lookups)
    {
        var className = lookups.Get(s_classes, listener.Gateway);
        yield return PolicyTargetKey.Of(ResourceKind.GatewayClass, new ResourceName("", className));
        yield return PolicyTargetKey.Of(ResourceKind.Gateway, listener.Gateway);
        if (listener.Owner.Kind != ResourceKind.Gateway)
            yield return PolicyTargetKey.Of(listener.Owner.Kind, listener.Owner.Name);
        yield return PolicyTargetKey.Of(listener.Owner.Kind, listener.Owner.Name, listener.Section);
    }
}
