using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record HttpRouteRule
{
    public string? Name { get; init; }

    public ImmutableArray<HttpRouteMatch> Matches { get; init; } = [];

    public ImmutableArray<RouteFilter> Filters { get; init; } = [];

    public ImmutableArray<BackendReference> BackendRefs { get; init; } = [];

    public HttpRouteTimeouts? Timeouts { get; init; }

    public HttpRouteRetry? Retry { get; init; }
}
