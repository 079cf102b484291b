using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record HttpRouteSpec
{
    public ImmutableArray<ParentReference> ParentRefs { get; init; } = [];

    public ImmutableArray<string> Hostnames { get; init; } = [];

    public ImmutableArray<HttpRouteRule> Rules { get; init; } = [];
}
