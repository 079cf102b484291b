using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using k8s.Models;

namespace GatewayKit.Kubernetes.Resources;

/// <summary>The resources of a cluster at one time. Two states share the objects that are equal in both.</summary>
internal sealed record ClusterState
{
    public static readonly ClusterState Empty = new();

    public ImmutableDictionary<ResourceName, V1Namespace> Namespaces { get; init; } = [];

    public ImmutableDictionary<ResourceName, V1Service> Services { get; init; } = [];

    /// <summary>The endpoint slices by their own names; <see cref="SlicesByService"/> has them by service.</summary>
    public ImmutableDictionary<ResourceName, V1EndpointSlice> EndpointSlices { get; init; } = [];

    /// <summary>The endpoint slices of each service (label <c>kubernetes.io/service-name</c>), in the order of their names.</summary>
    public ImmutableDictionary<ResourceName, ImmutableArray<V1EndpointSlice>> SlicesByService { get; init; } = [];

    public ImmutableDictionary<ResourceName, V1Secret> Secrets { get; init; } = [];

    public ImmutableDictionary<ResourceName, V1ConfigMap> ConfigMaps { get; init; } = [];

    public ImmutableDictionary<ResourceName, V1Ingress> Ingresses { get; init; } = [];

    public ImmutableDictionary<ResourceName, V1IngressClass> IngressClasses { get; init; } = [];

    public ImmutableDictionary<ResourceName, GatewayClass> GatewayClasses { get; init; } = [];

    public ImmutableDictionary<ResourceName, Gateway> Gateways { get; init; } = [];

    public ImmutableDictionary<ResourceName, ListenerSet> ListenerSets { get; init; } = [];

    public ImmutableDictionary<ResourceName, HttpRoute> HttpRoutes { get; init; } = [];

    public ImmutableDictionary<ResourceName, GrpcRoute> GrpcRoutes { get; init; } = [];

    public ImmutableDictionary<ResourceName, TlsRoute> TlsRoutes { get; init; } = [];

    public ImmutableDictionary<ResourceName, TcpRoute> TcpRoutes { get; init; } = [];

    public ImmutableDictionary<ResourceName, ReferenceGrant> ReferenceGrants { get; init; } = [];

    public ImmutableDictionary<ResourceName, BackendTlsPolicy> BackendTlsPolicies { get; init; } = [];

    public ImmutableDictionary<ResourceName, GatewayPlugin> Plugins { get; init; } = [];

    public ImmutableDictionary<ResourceName, GatewayPolicy> Policies { get; init; } = [];

    public ImmutableDictionary<ResourceName, GatewayConsumerResource> Consumers { get; init; } = [];

    /// <summary>The GatewayPlugins that the gateway has rejected, which isn't a part of the cluster.</summary>
    public ImmutableDictionary<ResourceName, PluginRejection> PluginRejections { get; init; } = [];
}
