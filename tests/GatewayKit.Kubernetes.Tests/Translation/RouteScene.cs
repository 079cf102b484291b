using System.Collections.Immutable;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Routes;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation;

/// <summary>The resources around a route in the namespace <c>team</c>, and its translation.</summary>
internal sealed class RouteScene
{
    public const string Namespace = "team";

    private readonly TranslationMemo _memo = new();

    public ClusterState State { get; set; } = ClusterState.Empty;

    public TranslationOptions Options { get; set; } = new();

    /// <summary>The listeners that routes are attached to.</summary>
    public ImmutableArray<RouteAttachment> Attachments { get; set; } = [Attachment("http")];

    public static RouteAttachment Attachment(
        string name, int port = 80, string[]? hosts = null, BackendIdentity? identity = null, string gateway = "gate")
        => new(
            new ListenerView
            {
                Name = $"{Namespace}/{gateway}/{name}",
                Owner = new ResourceOwner(ResourceKind.Gateway, new ResourceName(Namespace, gateway)),
                Gateway = new ResourceName(Namespace, gateway),
                Section = name,
                Port = port,
                Protocol = ListenerProtocol.Http,
                Kinds = RouteKinds.Http | RouteKinds.Grpc,
                IsServing = true,
                Identity = identity,
            },
            [.. hosts ?? []]);

    public static HttpRoute Route(params HttpRouteRule[] rules) => new()
    {
        Metadata = Metadata("shop"),
        Spec = new HttpRouteSpec { Rules = [.. rules] },
    };

    public static HttpRouteRule Rule(params BackendReference[] backends) => new() { BackendRefs = [.. backends] };

    public static BackendReference To(string service, int? port = 80, int weight = 1)
        => new() { Name = service, Port = port, Weight = weight };

    public static HttpRouteMatch Prefix(string path) => new() { Path = new HttpPathMatch { Value = path } };

    public static V1ObjectMeta Metadata(string name, string ns = Namespace, int age = 0) => new()
    {
        Name = name,
        NamespaceProperty = ns,
        Uid = $"{ns}-{name}",
        Generation = 3,
        CreationTimestamp = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddDays(-age),
    };

    /// <summary>Adds a Service of the port 80, with a ready endpoint for each address.</summary>
    public RouteScene Service(
        string name, string? appProtocol = null, string ns = Namespace, string? portName = null, params string[] addresses)
        => With(
            new V1Service
            {
                Metadata = Metadata(name, ns),
                Spec = new V1ServiceSpec
                {
                    Ports = [new V1ServicePort { Port = 80, Name = portName, AppProtocol = appProtocol, Protocol = "TCP" }],
                },
            },
            new V1EndpointSlice
            {
                Metadata = Metadata(name, ns),
                AddressType = "IPv4",
                Ports = [new Discoveryv1EndpointPort { Name = portName ?? "", Port = 8080, Protocol = "TCP" }],
                Endpoints = [.. addresses.Select(address => new V1Endpoint { Addresses = [address] })],
            });

    /// <summary>Adds a Service of the port 80 with endpoints on this machine.</summary>
    public RouteScene ServiceAt(string name, int port, string? appProtocol = null) => ServiceAt(name, [port], appProtocol);

    /// <summary>Adds a Service of the port 80 with endpoints on this machine.</summary>
    public RouteScene ServiceAt(string name, int[] ports, string? appProtocol = null)
    {
        Service(name, appProtocol);
        var service = State.Services[new ResourceName(Namespace, name)];
        return With(service, [.. ports.Select(port => new V1EndpointSlice
        {
            Metadata = Metadata($"{name}-{port}"),
            AddressType = "IPv4",
            Ports = [new Discoveryv1EndpointPort { Name = "", Port = port, Protocol = "TCP" }],
            Endpoints = [new V1Endpoint { Addresses = ["127.0.0.1"] }],
        })]);
    }

    public RouteScene With(V1Service service, params V1EndpointSlice[] slices)
    {
        var name = ResourceName.Of(service);
        State = State with
        {
            Services = State.Services.SetItem(name, service),
            SlicesByService = State.SlicesByService.SetItem(name, [.. slices]),
        };
        return this;
    }

    public RouteScene Policy(BackendTlsPolicy policy)
    {
        State = State with { BackendTlsPolicies = State.BackendTlsPolicies.SetItem(ResourceName.Of(policy), policy) };
        return this;
    }

    public RouteScene Authority(string name, string pem)
    {
        var map = new V1ConfigMap { Metadata = Metadata(name), Data = new Dictionary<string, string> { ["ca.crt"] = pem } };
        State = State with { ConfigMaps = State.ConfigMaps.SetItem(ResourceName.Of(map), map) };
        return this;
    }

    /// <summary>Replaces all grants by one.</summary>
    public RouteScene Grant(string fromKind, string ns, string? service = null)
    {
        var grant = new ReferenceGrant
        {
            Metadata = Metadata($"{fromKind}-{service}", ns),
            Spec = new ReferenceGrantSpec
            {
                From = [new ReferenceGrantFrom { Group = GroupKind.GatewayApi, Kind = fromKind, Namespace = Namespace }],
                To = [new ReferenceGrantTo { Kind = "Service", Name = service }],
            },
        };
        State = State with { ReferenceGrants = ImmutableDictionary<ResourceName, ReferenceGrant>.Empty.Add(ResourceName.Of(grant), grant) };
        return this;
    }

    public SceneRoute Translate(HttpRoute route)
        => Round(lookups => Read(new HttpRouteTranslator().Translate(route, Attachments, lookups), lookups));

    public SceneRoute Translate(GrpcRoute route)
        => Round(lookups => Read(new GrpcRouteTranslator().Translate(route, Attachments, lookups), lookups));

    /// <summary>Looks something up in a round of its own.</summary>
    public T Round<T>(Func<Lookups, T> read)
    {
        _memo.Begin(State, Options);
        var result = read(new Lookups(_memo));
        _memo.End();
        return result;
    }

    private static SceneRoute Read(TranslatedRoute route, Lookups lookups) => new()
    {
        Routes = route.Routes,
        Clusters = [.. route.Clusters.Select(cluster => (cluster.Id, cluster.Source.Read(lookups)))],
        Services = route.Services,
        Rejection = route.Rejection,
        Unresolved = route.Unresolved,
        PartlyInvalid = route.PartlyInvalid,
        Warnings = route.Warnings,
    };
}
