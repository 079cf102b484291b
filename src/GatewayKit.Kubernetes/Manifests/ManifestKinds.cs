using System.Collections.Frozen;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Watching;
using k8s.Models;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The kinds of resources that the gateway reads, and their models.</summary>
internal static class ManifestKinds
{
    private static readonly FrozenDictionary<GroupKind, ResourceKind> s_kinds =
        Enum.GetValues<ResourceKind>().ToFrozenDictionary(GroupKind.Of);

    /// <summary>Returns the kind of a resource; null for one that the gateway doesn't read.</summary>
    public static ResourceKind? Of(ManifestObject manifest)
        => s_kinds.TryGetValue(new GroupKind(manifest.Group, manifest.Kind), out var kind) ? kind : null;

    /// <summary>Returns the names of the kinds of a group.</summary>
    public static IEnumerable<string> NamesOf(string group) => s_kinds.Keys.Where(kind => kind.Group == group).Select(kind => kind.Kind);

    /// <summary>Returns the versions that the gateway reads, such as <c>gateway.networking.k8s.io/v1</c>.</summary>
    public static IEnumerable<string> VersionsOf(ResourceKind kind) => WatchedKind.Of(kind).Versions.Select(version => version.ApiVersion);

    public static Type ModelOf(ResourceKind kind) => kind switch
    {
        ResourceKind.Namespace => typeof(V1Namespace),
        ResourceKind.Service => typeof(V1Service),
        ResourceKind.EndpointSlice => typeof(V1EndpointSlice),
        ResourceKind.Secret => typeof(V1Secret),
        ResourceKind.ConfigMap => typeof(V1ConfigMap),
        ResourceKind.Ingress => typeof(V1Ingress),
        ResourceKind.IngressClass => typeof(V1IngressClass),
        ResourceKind.GatewayClass => typeof(GatewayClass),
        ResourceKind.Gateway => typeof(Gateway),
        ResourceKind.ListenerSet => typeof(ListenerSet),
        ResourceKind.HttpRoute => typeof(HttpRoute),
        ResourceKind.GrpcRoute => typeof(GrpcRoute),
        ResourceKind.TlsRoute => typeof(TlsRoute),
        ResourceKind.TcpRoute => typeof(TcpRoute),
        ResourceKind.ReferenceGrant => typeof(ReferenceGrant),
        ResourceKind.BackendTlsPolicy => typeof(BackendTlsPolicy),
        ResourceKind.GatewayPlugin => typeof(GatewayPlugin),
        ResourceKind.GatewayPolicy => typeof(GatewayPolicy),
        ResourceKind.GatewayConsumer => typeof(GatewayConsumerResource),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
