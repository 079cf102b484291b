using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

/// <summary>The status of a policy (GEP-713).</summary>
internal sealed record PolicyStatus
{
    /// <summary>At most 16.</summary>
    public ImmutableArray<PolicyAncestorStatus> Ancestors { get; init; } = [];
}
