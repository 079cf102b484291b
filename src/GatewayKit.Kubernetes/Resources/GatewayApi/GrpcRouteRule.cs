using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GrpcRouteRule
{
    public string? Name { get; init; }

    public ImmutableArray<GrpcRouteMatch> Matches { get; init; } = [];

    public ImmutableArray<RouteFilter> Filters { get; init; } = [];

    public ImmutableArray<BackendReference> BackendRefs { get; init; } = [];
}
