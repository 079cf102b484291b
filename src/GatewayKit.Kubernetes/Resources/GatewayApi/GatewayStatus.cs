using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GatewayStatus
{
    public ImmutableArray<GatewayAddress> Addresses { get; init; } = [];

    public int? AttachedListenerSets { get; init; }

    public ImmutableArray<Condition> Conditions { get; init; } = [];

    public ImmutableArray<ListenerStatus> Listeners { get; init; } = [];
}
