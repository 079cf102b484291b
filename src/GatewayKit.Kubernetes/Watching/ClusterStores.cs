using System.Collections.Immutable;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>The stores of all kinds.</summary>
internal sealed class ClusterStores
{
    private readonly Dictionary<ResourceKind, IResourceStore> _all = [];
    private readonly List<Func<ReflectorParts, IEnumerable<IReflector>>> _reflectors = [];
    private readonly ImmutableArray<string?> _spaces;
    private readonly IStoreChanges _changes;

    /// <param name="spaces">The watched namespaces; empty for all.</param>
    /// <param name="changes">Gets the changes.</param>
    public ClusterStores(IEnumerable<string> spaces, IStoreChanges changes)
    {
        (_spaces, _changes) = ([.. spaces.Distinct(StringComparer.Ordinal)], changes);
        if (_spaces.IsEmpty)
            _spaces = [null];
        Namespaces = Add<V1Namespace>(ResourceKind.Namespace);
        Services = Add<V1Service>(ResourceKind.Service);
        var slices = WatchedKind.Of(ResourceKind.EndpointSlice);
        Add(EndpointSlices = new EndpointSliceStore(slices, SpacesOf(slices), changes));
        Secrets = Add<V1Secret>(ResourceKind.Secret);
        ConfigMaps = Add<V1ConfigMap>(ResourceKind.ConfigMap);
        Ingresses = Add<V1Ingress>(ResourceKind.Ingress);
        IngressClasses = Add<V1IngressClass>(ResourceKind.IngressClass);
        GatewayClasses = Add<GatewayClass>(ResourceKind.GatewayClass);
        Gateways = Add<Gateway>(ResourceKind.Gateway);
        ListenerSets = Add<ListenerSet>(ResourceKind.ListenerSet);
        HttpRoutes = Add<HttpRoute>(ResourceKind.HttpRoute);
        GrpcRoutes = Add<GrpcRoute>(ResourceKind.GrpcRoute);
        TlsRoutes = Add<TlsRoute>(ResourceKind.TlsRoute);
        TcpRoutes = Add<TcpRoute>(ResourceKind.TcpRoute);
        ReferenceGrants = Add<ReferenceGrant>(ResourceKind.ReferenceGrant);
        BackendTlsPolicies = Add<BackendTlsPolicy>(ResourceKind.BackendTlsPolicy);
        Plugins = Add<GatewayPlugin>(ResourceKind.GatewayPlugin);
        Policies = Add<GatewayPolicy>(ResourceKind.GatewayPolicy);
        Consumers = Add<GatewayConsumerResource>(ResourceKind.GatewayConsumer);
    }

    public ResourceStore<V1Namespace> Namespaces { get; }

    public ResourceStore<V1Service> Services { get; }

    public EndpointSliceStore EndpointSlices { get; }

    public ResourceStore<V1Secret> Secrets { get; }

    public ResourceStore<V1ConfigMap> ConfigMaps { get; }

    public ResourceStore<V1Ingress> Ingresses { get; }

    public ResourceStore<V1IngressClass> IngressClasses { get; }

    public ResourceStore<GatewayClass> GatewayClasses { get; }

    public ResourceStore<Gateway> Gateways { get; }

    public ResourceStore<ListenerSet> ListenerSets { get; }

    public ResourceStore<HttpRoute> HttpRoutes { get; }

    public ResourceStore<GrpcRoute> GrpcRoutes { get; }

    public ResourceStore<TlsRoute> TlsRoutes { get; }

    public ResourceStore<TcpRoute> TcpRoutes { get; }

    public ResourceStore<ReferenceGrant> ReferenceGrants { get; }

    public ResourceStore<BackendTlsPolicy> BackendTlsPolicies { get; }

    public ResourceStore<GatewayPlugin> Plugins { get; }

    public ResourceStore<GatewayPolicy> Policies { get; }

    public ResourceStore<GatewayConsumerResource> Consumers { get; }

    public IEnumerable<IResourceStore> All => _all.Values;

    public bool AreSynced => _all.Values.All(store => store.IsSynced);

    public IResourceStore Of(ResourceKind kind) => _all[kind];

    /// <summary>The namespaces of a kind; null alone for all of them, or for resources of the cluster.</summary>
    public ImmutableArray<string?> SpacesOf(WatchedKind kind) => kind.IsNamespaced ? _spaces : [null];

    /// <summary>Creates the reflectors that keep the stores up to date.</summary>
    public IReadOnlyList<IReflector> CreateReflectors(
        ApiServer api, WatchSettings settings, ReflectorHealth health, TimeProvider time, ILogger logger)
        => [.. _reflectors.SelectMany(create => create(new ReflectorParts(api, settings, health, time, logger)))];

    /// <summary>Returns the resources at this time.</summary>
    public ClusterState Read() => new()
    {
        Namespaces = Namespaces.Current,
        Services = Services.Current,
        EndpointSlices = EndpointSlices.Current,
        SlicesByService = EndpointSlices.ByService,
        Secrets = Secrets.Current,
        ConfigMaps = ConfigMaps.Current,
        Ingresses = Ingresses.Current,
        IngressClasses = IngressClasses.Current,
        GatewayClasses = GatewayClasses.Current,
        Gateways = Gateways.Current,
        ListenerSets = ListenerSets.Current,
        HttpRoutes = HttpRoutes.Current,
        GrpcRoutes = GrpcRoutes.Current,
        TlsRoutes = TlsRoutes.Current,
        TcpRoutes = TcpRoutes.Current,
        ReferenceGrants = ReferenceGrants.Current,
        BackendTlsPolicies = BackendTlsPolicies.Current,
        Plugins = Plugins.Current,
        Policies = Policies.Current,
        Consumers = Consumers.Current,
    };

    private ResourceStore<T> Add<T>(ResourceKind kind)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var watched = WatchedKind.Of(kind);
        var store = new ResourceStore<T>(watched, SpacesOf(watched), _changes);
        Add(store);
        return store;
    }

    private void Add<T>(ResourceStore<T> store)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        _all.Add(store.Kind.Kind, store);
        _reflectors.Add(parts => SpacesOf(store.Kind).Select(space => new Reflector<T>(
            parts.Api, store, space, parts.Settings, parts.Health, parts.Time, Random.Shared.NextDouble, parts.Logger)));
    }
}
