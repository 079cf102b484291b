using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>The permissions of references from one namespace to another.</summary>
internal static class ReferenceGrants
{
    private static readonly ResourceGroups<string, ReferenceGrant> s_byNamespace = new(
        Sources.ReferenceGrants,
        grant => [grant.Metadata.NamespaceProperty ?? ""]);

    /// <summary>Returns whether a resource may refer to another one: in its own namespace always, otherwise with a ReferenceGrant in the
    /// namespace of the other.</summary>
    /// <param name="lookups">The lookups of the part that has the reference.</param>
    /// <param name="from">The kind of the resource with the reference.</param>
    /// <param name="fromNamespace">Its namespace.</param>
    /// <param name="to">The kind of the other resource.</param>
    /// <param name="name">The other resource.</param>
    public static bool Allow(Lookups lookups, ResourceKind from, string fromNamespace, GroupKind to, ResourceName name)
    {
        if (name.Namespace == fromNamespace)
            return true;
        var (group, kind) = GroupKind.Of(from);
        foreach (var grant in s_byNamespace.Of(name.Namespace, lookups))
        {
            if (grant.Spec.From.Any(entry => entry.Group == group && entry.Kind == kind && entry.Namespace == fromNamespace)
                && grant.Spec.To.Any(entry => Matches(entry, to, name.Name)))
                return true;
        }

        return false;
    }

    private static bool Matches(ReferenceGrantTo entry, GroupKind to, string name)
        => entry.Group == to.Group && entry.Kind == to.Kind && (string.IsNullOrEmpty(entry.Name) || entry.Name == name);
}
