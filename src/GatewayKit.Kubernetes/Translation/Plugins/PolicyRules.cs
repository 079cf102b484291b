using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Which targets and plugins a policy can have.</summary>
internal static class PolicyRules
{
    /// <summary>The namespace of policies for the whole cluster if the gateway doesn't run in a pod.</summary>
    private const string NamespaceOutsidePods = "default";

    public static bool IsOverride(GatewayPolicy policy)
        => policy.Spec.MergeStrategy.Equals("Overrides", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a policy can have a target: one of its own namespace, or one of the cluster for policies in the gateway's
    /// own namespace.</summary>
    public static bool MayTarget(GatewayPolicy policy, PolicyTargetKey target, Lookups lookups)
        => target.Name.Namespace.Length > 0 || policy.Metadata.NamespaceProperty == ClusterNamespace(lookups);

    /// <summary>Returns the only namespace whose policies can target a class.</summary>
    public static string ClusterNamespace(Lookups lookups) => lookups.Options.PodNamespace ?? NamespaceOutsidePods;

    /// <summary>Returns why a policy can't use a plugin, or null.</summary>
    public static Problem? Refusal(GatewayPolicy policy, ResourceName plugin, Lookups lookups)
        => ReferenceGrants.Allow(
            lookups, ResourceKind.GatewayPolicy, policy.Metadata.NamespaceProperty ?? "", GroupKind.Of(ResourceKind.GatewayPlugin), plugin)
            ? null
            : new Problem("RefNotPermitted", $"GatewayPlugin '{plugin}' is in another namespace, and no ReferenceGrant there permits "
                + "GatewayPolicies of this namespace.");
}
