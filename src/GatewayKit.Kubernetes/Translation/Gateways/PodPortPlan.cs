using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The ports of the pod of a Gateway's ports.</summary>
/// <param name="Bound">Those that its Service has: every replica listens on them.</param>
/// <param name="Wanted">Those that its Service should have.</param>
internal sealed record PodPortPlan(ImmutableSortedDictionary<int, int> Bound, ImmutableSortedDictionary<int, int> Wanted)
{
    public static readonly PodPortPlan Empty = new(ImmutableSortedDictionary<int, int>.Empty, ImmutableSortedDictionary<int, int>.Empty);

    public bool Equals(PodPortPlan? other)
        => other is not null && Bound.SequenceEqual(other.Bound) && Wanted.SequenceEqual(other.Wanted);

    public override int GetHashCode() => HashCode.Combine(Bound.Count, Wanted.Count);
}
