using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record ListenerSetSpec
{
    public ParentReference ParentRef { get; init; } = new();

    public ImmutableArray<Listener> Listeners { get; init; } = [];
}
