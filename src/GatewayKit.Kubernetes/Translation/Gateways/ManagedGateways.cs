using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The Gateways of this controller.</summary>
internal static class ManagedGateways
{
    private static readonly MemoPart<int, ImmutableArray<Gateway>> s_part = new(
        (_, lookups) => [.. lookups.ReadAll(Sources.Gateways).Values.Where(gateway => IsManaged(gateway, lookups)).OrderByAge()],
        (before, now) => before.AsSpan().SequenceEqual(now.AsSpan(), SameSpec.Comparer));

    /// <summary>Returns all of them, the oldest first. Their status isn't up to date.</summary>
    public static ImmutableArray<Gateway> All(Lookups lookups) => lookups.Get(s_part, 0);

    private static bool IsManaged(Gateway gateway, Lookups lookups)
        => GatewayClasses.Of(new ResourceName("", gateway.Spec.GatewayClassName), lookups) is not null;

    private sealed class SameSpec : IEqualityComparer<Gateway>
    {
        public static readonly SameSpec Comparer = new();

        public bool Equals(Gateway? x, Gateway? y) => Sources.Gateways.AreSame(x, y);

        public int GetHashCode(Gateway obj) => ResourceName.Of(obj).GetHashCode();
    }
}
