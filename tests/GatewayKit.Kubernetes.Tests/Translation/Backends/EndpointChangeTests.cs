using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Tests.Translation.Backends;

/// <summary>Routes with their backends in the whole translation.</summary>
public sealed class EndpointChangeTests
{
    private readonly Translator _translator = Translator.Create();
    private readonly RouteScene _scene = new RouteScene { Options = new TranslationOptions { Addresses = AddressMode.Loopback } }
        .Service("a", addresses: "10.0.0.1");

    public EndpointChangeTests()
    {
        var gateway = new Gateway
        {
            Metadata = RouteScene.Metadata("gate"),
            Spec = new GatewaySpec
            {
                GatewayClassName = "gatewaykit",
                Listeners = [new Listener { Name = "http", Port = 80, Protocol = "HTTP" }],
            },
        };
        var route = RouteScene.Route(RouteScene.Rule(RouteScene.To("a")));
        route = route with { Spec = route.Spec with { ParentRefs = [new ParentReference { Name = "gate" }] } };
        var gatewayClass = new GatewayClass
        {
            Metadata = RouteScene.Metadata("gatewaykit", ""),
            Spec = new GatewayClassSpec { ControllerName = new TranslationOptions().ControllerName },
        };
        _scene.State = _scene.State with
        {
            GatewayClasses = _scene.State.GatewayClasses.Add(new ResourceName("", "gatewaykit"), gatewayClass),
            Gateways = _scene.State.Gateways.Add(ResourceName.Of(gateway), gateway),
            HttpRoutes = _scene.State.HttpRoutes.Add(ResourceName.Of(route), route),
        };
    }

    [Fact]
    public void A_change_of_a_Service_and_its_endpoints_changes_the_cluster_alone()
    {
        var before = Translate();
        _scene.Service("a", addresses: ["10.0.0.1", "10.0.0.2"]);
        var now = Translate();
        var after = Translate();

        Assert.Same(before.Config.Routes, now.Config.Routes);
        Assert.Single(before.Config.Clusters["team/service/a/80"].Cluster.Destinations!);
        Assert.Equal(2, now.Config.Clusters["team/service/a/80"].Cluster.Destinations!.Count);
        Assert.Same(now.Config.Clusters, after.Config.Clusters);
    }

    [Fact]
    public void A_cluster_without_routes_is_removed()
    {
        Assert.Single(Translate().Config.Clusters);
        _scene.State = _scene.State with { HttpRoutes = _scene.State.HttpRoutes.Clear() };

        var now = Translate();

        Assert.Empty(now.Config.Clusters);
        Assert.Empty(now.Config.Routes);
        Assert.Equal([ConfigOwner.Listener("team/gate/http")], now.Owners.Keys);
    }

    [Fact]
    public void The_ancestors_of_a_policy_are_the_Gateways_with_routes_to_its_Service()
    {
        foreach (var service in new[] { "a", "unused" })
        {
            _scene.Policy(new BackendTlsPolicy
            {
                Metadata = RouteScene.Metadata(service),
                Spec = new BackendTlsPolicySpec
                {
                    TargetRefs = [new PolicyTarget { Kind = "Service", Name = service }],
                    Validation = new BackendTlsValidation { Hostname = "a.example", WellKnownCACertificates = "System" },
                },
            });
        }

        var statuses = Translate().Statuses.Where(status => status.Owner.Kind == ResourceKind.BackendTlsPolicy)
            .ToDictionary(status => status.Owner.Name.Name, status => (PolicyStatus)status.Status);

        var ancestor = Assert.Single(statuses["a"].Ancestors);
        Assert.Equal((RouteScene.Namespace, "gate"), (ancestor.AncestorRef.Namespace, ancestor.AncestorRef.Name));
        Assert.Empty(statuses["unused"].Ancestors);
    }

    private GatewayKit.Kubernetes.Translation.Translation Translate() => _translator.Translate(_scene.State, _scene.Options, null);
}
