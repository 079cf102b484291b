using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>A Gateway or ListenerSet as routes see it.</summary>
/// <param name="Listeners">The listeners.</param>
/// <param name="Detached">Why no route can attach to it, or null.</param>
internal sealed record RouteParent(ImmutableArray<ListenerView> Listeners, Problem? Detached)
{
    public bool Equals(RouteParent? other)
        => other is not null && Detached == other.Detached && Listeners.AsSpan().SequenceEqual(other.Listeners.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Listeners.Length, Detached);
}
