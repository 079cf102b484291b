using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record HttpRouteMatch
{
    public HttpPathMatch? Path { get; init; }

    public ImmutableArray<NamedMatch> Headers { get; init; } = [];

    public ImmutableArray<NamedMatch> QueryParams { get; init; } = [];

    public string? Method { get; init; }
}
