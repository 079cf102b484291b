using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Plugins;
using k8s.Models;
using static GatewayKit.Kubernetes.Tests.Translation.Plugins.PluginCluster;

namespace GatewayKit.Kubernetes.Tests.Translation.Plugins;

public class PolicyStatusTests
{
    private readonly PluginCluster _cluster = new PluginCluster()
        .Plugin("infra", "limit", "rate-limit").Plugin("team", "limit", "rate-limit");

    [Fact]
    public void A_policy_of_a_Gateway_is_accepted()
    {
        _cluster.Policy("infra", "policy", Target("Gateway", "web"), "limit");

        Assert.Equal(["Accepted=True/Accepted"], _cluster.Conditions("infra", "policy"));
        Assert.Equal(["Gateway infra/web"], Ancestors("infra"));
    }

    [Fact]
    public void A_policy_of_an_IngressClass_of_the_gateway_is_accepted()
    {
        var name = new ResourceName("", "own");
        _cluster.State = _cluster.State with
        {
            IngressClasses = _cluster.State.IngressClasses.SetItem(name, new V1IngressClass
            {
                Metadata = new V1ObjectMeta { Name = "own" },
                Spec = new V1IngressClassSpec { Controller = "gatewaykit.io/gateway-controller" },
            }),
        };
        _cluster.Plugin("gatewaykit", "limit", "rate-limit").Policy(
            "gatewaykit", "policy", new PolicyTarget { Group = "networking.k8s.io", Kind = "IngressClass", Name = "own" }, "limit");

        Assert.Equal(["Accepted=True/Accepted"], _cluster.Conditions("gatewaykit", "policy"));
    }

    [Fact]
    public void The_ancestor_of_a_listener_has_its_name()
    {
        _cluster.Policy("infra", "policy", Target("Gateway", "web", "https"), "limit");
        Assert.Equal(["Gateway infra/web https"], Ancestors("infra"));
    }

    [Fact]
    public void The_ancestors_of_routes_and_Services_are_their_Gateways()
    {
        _cluster.Service("team", "orders")
            .Route("team", "orders", new HttpRouteRule { BackendRefs = [new BackendReference { Name = "orders" }] });
        _cluster.Policy("team", "policy", new GatewayPolicySpec
        {
            TargetRefs = [Target("HTTPRoute", "orders"), Target("Service", "orders")],
            Plugins = [new PluginReference { Name = "limit" }],
        });

        Assert.Equal(["Gateway infra/web"], Ancestors("team"));
    }

    [Theory]
    [InlineData("Gateway", "other", null, "Gateway 'infra/other' doesn't exist.")]
    [InlineData("Gateway", "web", "ftp", "Gateway 'infra/web' doesn't have a section with the name 'ftp'.")]
    [InlineData("HTTPRoute", "other", null, "HTTPRoute 'infra/other' doesn't exist.")]
    [InlineData("Service", "other", null, "Service 'infra/other' doesn't exist.")]
    public void A_missing_target_is_reported(string kind, string name, string? section, string message)
    {
        _cluster.Policy("infra", "policy", Target(kind, name, section), "limit");
        Assert.Equal([$"Accepted=False/TargetNotFound: {message}"], _cluster.Conditions("infra", "policy"));
    }

    [Fact]
    public void A_Gateway_of_another_controller_is_left_alone()
    {
        _cluster.Options = _cluster.Options with { ControllerName = "example.com/other" };
        _cluster.Policy("infra", "policy", Target("Gateway", "web"), "limit");
        Assert.Empty(Ancestors("infra"));
    }

    [Fact]
    public void Only_the_namespace_of_the_gateway_can_target_its_class()
    {
        _cluster.Policy("team", "policy", Target("GatewayClass", "gatewaykit"), "limit");
        Assert.Equal(
            ["Accepted=False/Invalid: Only policies in the namespace 'gatewaykit' can target a GatewayClass."],
            _cluster.Conditions("team", "policy"));
    }

    [Fact]
    public void A_missing_plugin_makes_a_policy_invalid()
    {
        _cluster.Policy("infra", "policy", Target("Gateway", "web"), "nothing");
        Assert.Equal(
            ["Accepted=False/Invalid: GatewayPlugin 'infra/nothing' doesn't exist. Requests in the policy's scope get the status 500."],
            _cluster.Conditions("infra", "policy"));
    }

    [Fact]
    public void A_policy_that_loses_all_plugins_is_in_conflict()
    {
        _cluster.Policy("infra", "first", Target("Gateway", "web"), "limit").Policy("infra", "policy", Target("Gateway", "web"), "limit");
        Assert.Equal(
            [
                "Accepted=False/Conflicted: An older policy (in parentheses) has the same plugin for gateway/infra/web: "
                    + "'infra/limit' (infra/first).",
            ],
            _cluster.Conditions("infra", "policy"));
    }

    [Fact]
    public void A_policy_that_loses_one_of_its_plugins_is_accepted()
    {
        _cluster.Plugin("infra", "cors", "cors")
            .Policy("infra", "first", Target("Gateway", "web"), "limit")
            .Policy("infra", "policy", Target("Gateway", "web"), "limit", "cors");
        var conditions = _cluster.Conditions("infra", "policy");
        Assert.Equal("Accepted=True/Accepted", conditions[0]);
        Assert.StartsWith("Conflicted=True/Conflicted", conditions[1], StringComparison.Ordinal);
    }

    private IEnumerable<string> Ancestors(string ns)
    {
        var status = _cluster.Read(lookups => PolicyStatuses.Of(new ResourceName(ns, "policy"), lookups))!.Status;
        return ((PolicyStatus)status).Ancestors
            .Select(ancestor => ancestor.AncestorRef)
            .Select(it => $"{it.Kind} {it.Namespace}/{it.Name} {it.SectionName}".TrimEnd());
    }
}
