using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GatewayClassStatus
{
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    public ImmutableArray<SupportedFeature> SupportedFeatures { get; init; } = [];
}
