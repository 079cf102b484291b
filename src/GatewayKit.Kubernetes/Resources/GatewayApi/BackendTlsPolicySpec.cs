using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record BackendTlsPolicySpec
{
    public ImmutableArray<PolicyTarget> TargetRefs { get; init; } = [];

    public BackendTlsValidation Validation { get; init; } = new();

    public ImmutableDictionary<string, string> Options { get; init; } = [];
}
