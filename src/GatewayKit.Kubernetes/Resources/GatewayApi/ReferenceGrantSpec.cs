using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record ReferenceGrantSpec
{
    public ImmutableArray<ReferenceGrantFrom> From { get; init; } = [];

    public ImmutableArray<ReferenceGrantTo> To { get; init; } = [];
}
