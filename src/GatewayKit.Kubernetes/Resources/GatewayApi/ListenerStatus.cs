using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record ListenerStatus
{
    public string Name { get; init; } = "";

    public int AttachedRoutes { get; init; }

    public ImmutableArray<RouteGroupKind> SupportedKinds { get; init; } = [];

    public ImmutableArray<Condition> Conditions { get; init; } = [];
}
