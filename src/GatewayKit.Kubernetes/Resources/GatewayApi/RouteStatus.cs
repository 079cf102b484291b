using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record RouteStatus
{
    public ImmutableArray<RouteParentStatus> Parents { get; init; } = [];
}
