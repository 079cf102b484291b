using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record ListenerSetStatus
{
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    public ImmutableArray<ListenerStatus> Listeners { get; init; } = [];
}
