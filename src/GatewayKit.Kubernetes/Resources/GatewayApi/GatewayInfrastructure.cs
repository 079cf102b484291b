using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GatewayInfrastructure
{
    public ImmutableDictionary<string, string> Labels { get; init; } = [];

    public ImmutableDictionary<string, string> Annotations { get; init; } = [];

    public ParametersReference? ParametersRef { get; init; }
}
