using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record HeaderModifier
{
    public ImmutableArray<HeaderValue> Set { get; init; } = [];

    public ImmutableArray<HeaderValue> Add { get; init; } = [];

    public ImmutableArray<string> Remove { get; init; } = [];
}
