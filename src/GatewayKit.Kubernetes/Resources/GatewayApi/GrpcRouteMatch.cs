using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GrpcRouteMatch
{
    public GrpcMethodMatch? Method { get; init; }

    public ImmutableArray<NamedMatch> Headers { get; init; } = [];
}
