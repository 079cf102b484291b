using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Policies;

/// <summary>Finds the BackendTLSPolicies of Services.</summary>
internal static class BackendTlsPolicies
{
    private static readonly ResourceGroups<ResourceName, BackendTlsPolicy> s_byService = new(
        Sources.BackendTlsPolicies,
        policy => policy.Spec.TargetRefs.Where(IsService).Select(target => TargetOf(policy, target)));

    /// <summary>Returns how the certificates of a port are verified: by the policy for the port, otherwise by that for the whole Service;
    /// null if there is none.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="port">The name of the port; null if it has none.</param>
    /// <param name="lookups">The way to everything else.</param>
    public static BackendTrust? Of(ResourceName service, string? port, Lookups lookups)
        => ((port is null ? null : Winner(service, port, lookups)) ?? Winner(service, null, lookups)) is { } policy
            ? BackendTrusts.Of(ResourceName.Of(policy), lookups) : null;

    /// <summary>Returns the policy that has precedence over others with the same target: the oldest one.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="section">The name of the port; null for the whole Service.</param>
    /// <param name="lookups">The way to everything else.</param>
    public static BackendTlsPolicy? Winner(ResourceName service, string? section, Lookups lookups)
        => s_byService.Of(service, lookups)
            .Where(policy => policy.Spec.TargetRefs.Any(target
                => IsService(target) && TargetOf(policy, target) == service && SectionOf(target) == section))
            .OrderByAge()
            .FirstOrDefault();

    public static bool IsService(PolicyTarget target) => new GroupKind(target.Group, target.Kind) == GroupKind.Service;

    public static ResourceName TargetOf(BackendTlsPolicy policy, PolicyTarget target)
        => new(policy.Metadata.NamespaceProperty ?? "", target.Name);

    public static string? SectionOf(PolicyTarget target) => string.IsNullOrEmpty(target.SectionName) ? null : target.SectionName;
}
