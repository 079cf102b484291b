using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The Ingresses of this gateway's classes.</summary>
internal static class OwnIngresses
{
    private static readonly MemoPart<ResourceName, string?> s_class = new(
        (name, lookups) => lookups.Read(Sources.Ingresses, name) is { } ingress ? IngressClasses.Of(ingress, lookups) : null);

    private static readonly MemoPart<int, ImmutableArray<ResourceName>> s_all = new(
        (_, lookups) =>
        [
            .. lookups.ReadAll(Sources.Ingresses).Values.OrderByAge().Select(ResourceName.Of)
                .Where(name => lookups.Get(s_class!, name) is not null),
        ],
        (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));

    /// <summary>Returns all of them, the oldest first.</summary>
    public static ImmutableArray<ResourceName> All(Lookups lookups) => lookups.Get(s_all, 0);

    /// <summary>Returns the class of an Ingress; null if it isn't one of this gateway.</summary>
    public static string? ClassOf(ResourceName name, Lookups lookups) => lookups.Get(s_class, name);
}
