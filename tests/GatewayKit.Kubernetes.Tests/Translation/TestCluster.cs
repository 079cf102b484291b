using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation;

/// <summary>A cluster with a class <c>gatewaykit</c> of this controller, and a translator.</summary>
internal sealed class TestCluster
{
    public TestCluster()
    {
        Set(new GatewayClass
        {
            Metadata = Make.Metadata("gatewaykit"),
            Spec = new GatewayClassSpec { ControllerName = Options.ControllerName },
        });
        foreach (var name in (string[])["infra", "web", "app"])
            Set(Make.Namespace(name));
    }

    public ClusterState State { get; set; } = ClusterState.Empty;

    public TranslationOptions Options { get; set; } = new() { Addresses = AddressMode.Loopback };

    public FakeRouteTranslator<HttpRoute> Http { get; } = new(ResourceKind.HttpRoute);

    public FakeRouteTranslator<GrpcRoute> Grpc { get; } = new(ResourceKind.GrpcRoute);

    private Translator Translator => field ??= TestTranslator.Create(Http, Grpc);

    public Kubernetes.Translation.Translation? Last { get; private set; }

    /// <summary>Creates or replaces resources. A replaced one gets the next generation unless it shares its metadata with the one before,
    /// as a copy with another status does.</summary>
    public TestCluster Set(params IEnumerable<IKubernetesObject<V1ObjectMeta>> resources)
    {
        State = resources.Aggregate(State, (state, resource) => With(state, resource));
        return this;
    }

    public Results Translate() => new(Last = Translator.Translate(State, Options, Last));

    private static T Next<T>(ImmutableDictionary<ResourceName, T> before, T resource)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        if (before.TryGetValue(ResourceName.Of(resource), out var old) && !ReferenceEquals(old.Metadata, resource.Metadata))
            resource.Metadata.Generation = old.Metadata.Generation + 1;
        return resource;
    }

    private static ClusterState With(ClusterState state, IKubernetesObject<V1ObjectMeta> resource)
    {
        var name = ResourceName.Of(resource);
        return resource switch
        {
            V1Namespace value => state with { Namespaces = state.Namespaces.SetItem(name, Next(state.Namespaces, value)) },
            V1Service value => state with { Services = state.Services.SetItem(name, Next(state.Services, value)) },
            V1Secret value => state with { Secrets = state.Secrets.SetItem(name, Next(state.Secrets, value)) },
            V1ConfigMap value => state with { ConfigMaps = state.ConfigMaps.SetItem(name, Next(state.ConfigMaps, value)) },
            GatewayClass value => state with { GatewayClasses = state.GatewayClasses.SetItem(name, Next(state.GatewayClasses, value)) },
            Gateway value => state with { Gateways = state.Gateways.SetItem(name, Next(state.Gateways, value)) },
            ListenerSet value => state with { ListenerSets = state.ListenerSets.SetItem(name, Next(state.ListenerSets, value)) },
            HttpRoute value => state with { HttpRoutes = state.HttpRoutes.SetItem(name, Next(state.HttpRoutes, value)) },
            GrpcRoute value => state with { GrpcRoutes = state.GrpcRoutes.SetItem(name, Next(state.GrpcRoutes, value)) },
            TlsRoute value => state with { TlsRoutes = state.TlsRoutes.SetItem(name, Next(state.TlsRoutes, value)) },
            TcpRoute value => state with { TcpRoutes = state.TcpRoutes.SetItem(name, Next(state.TcpRoutes, value)) },
            ReferenceGrant value
                => state with { ReferenceGrants = state.ReferenceGrants.SetItem(name, Next(state.ReferenceGrants, value)) },
            _ => throw new ArgumentException($"{resource.GetType()} isn't supported.", nameof(resource)),
        };
    }
}
