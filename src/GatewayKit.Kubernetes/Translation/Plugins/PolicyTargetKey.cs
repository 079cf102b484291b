using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>The resource that a policy targets, or a section of it: a listener, a rule or a port.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name. The namespace is that of the policy; empty for kinds of the cluster.</param>
/// <param name="Section">The name of the section; null for the whole.</param>
internal readonly record struct PolicyTargetKey(GroupKind Kind, ResourceName Name, string? Section = null)
{
    public static PolicyTargetKey Of(ResourceKind kind, ResourceName name, string? section = null)
        => new(GroupKind.Of(kind), name, section);

    public static PolicyTargetKey Of(PolicyTarget target, string policyNamespace)
    {
        var kind = new GroupKind(target.Group, target.Kind);
        var ofCluster = kind == GroupKind.Of(ResourceKind.GatewayClass) || kind == GroupKind.Of(ResourceKind.IngressClass);
        return new(kind, new ResourceName(ofCluster ? "" : policyNamespace, target.Name),
            string.IsNullOrEmpty(target.SectionName) ? null : target.SectionName);
    }

    /// <summary>Returns the target's name in messages and scopes: <c>gateway/infra/web/https</c>.</summary>
    public override string ToString()
        => $"{Kind.Kind.ToLowerInvariant()}/{Name}{(Section is null ? "" : "/" + Section)}";
}
