using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GrpcRouteSpec
{
    public ImmutableArray<ParentReference> ParentRefs { get; init; } = [];

    public ImmutableArray<string> Hostnames { get; init; } = [];

    public ImmutableArray<GrpcRouteRule> Rules { get; init; } = [];
}
