using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>The maps of a <see cref="Kubernetes.Resources.ClusterState"/>.</summary>
internal static class Sources
{
    public static readonly MapSource<V1Namespace> Namespaces = new(0, state => state.Namespaces);

    public static readonly MapSource<V1Service> Services = new(1, state => state.Services);

    public static readonly SliceSource Slices = new(2);

    public static readonly MapSource<V1Secret> Secrets = new(3, state => state.Secrets);

    public static readonly MapSource<V1ConfigMap> ConfigMaps = new(4, state => state.ConfigMaps);

    public static readonly MapSource<V1Ingress> Ingresses = new(5, state => state.Ingresses);

    public static readonly MapSource<V1IngressClass> IngressClasses = new(6, state => state.IngressClasses);

    public static readonly MapSource<GatewayClass> GatewayClasses = new(7, state => state.GatewayClasses);

    public static readonly MapSource<Gateway> Gateways = new(8, state => state.Gateways);

    /// <summary>The Gateways with the addresses that they have in their status.</summary>
    public static readonly MapSource<Gateway> GatewayStatuses = new(9, state => state.Gateways, isStatusRead: true);

    public static readonly MapSource<ListenerSet> ListenerSets = new(10, state => state.ListenerSets);

    public static readonly MapSource<HttpRoute> HttpRoutes = new(11, state => state.HttpRoutes);

    public static readonly MapSource<GrpcRoute> GrpcRoutes = new(12, state => state.GrpcRoutes);

    public static readonly MapSource<TlsRoute> TlsRoutes = new(13, state => state.TlsRoutes);

    public static readonly MapSource<TcpRoute> TcpRoutes = new(14, state => state.TcpRoutes);

    public static readonly MapSource<ReferenceGrant> ReferenceGrants = new(15, state => state.ReferenceGrants);

    public static readonly MapSource<BackendTlsPolicy> BackendTlsPolicies = new(16, state => state.BackendTlsPolicies);

    public static readonly MapSource<GatewayPlugin> Plugins = new(17, state => state.Plugins);

    public static readonly MapSource<GatewayPolicy> Policies = new(18, state => state.Policies);

    public static readonly MapSource<GatewayConsumerResource> Consumers = new(19, state => state.Consumers);

    public static readonly RejectionSource PluginRejections = new(20);

    /// <summary>All of them, each at its index.</summary>
    public static readonly ImmutableArray<ResourceSource> All =
    [
        Namespaces, Services, Slices, Secrets, ConfigMaps, Ingresses, IngressClasses, GatewayClasses, Gateways, GatewayStatuses,
        ListenerSets, HttpRoutes, GrpcRoutes, TlsRoutes, TcpRoutes, ReferenceGrants, BackendTlsPolicies, Plugins, Policies, Consumers,
        PluginRejections,
    ];
}
