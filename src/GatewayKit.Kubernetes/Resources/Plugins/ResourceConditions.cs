using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.Plugins;

internal sealed record ResourceConditions
{
    public ImmutableArray<Condition> Conditions { get; init; } = [];
}
