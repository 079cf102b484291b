using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record StreamRouteRule
{
    public string? Name { get; init; }

    public ImmutableArray<BackendReference> BackendRefs { get; init; } = [];
}
