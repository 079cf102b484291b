using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Gateways;

public sealed class GatewayClassTests
{
    [Fact]
    public void A_class_of_this_controller_is_accepted_with_its_features_in_order()
    {
        var status = new TestCluster().Translate().Class("gatewaykit");

        Assert.Equal("True Accepted", status.Conditions.Text("Accepted"));
        Assert.Equal("True SupportedVersion", status.Conditions.Text("SupportedVersion"));
        var names = status.SupportedFeatures.Select(feature => feature.Name).ToArray();
        Assert.Contains("HTTPRoute", names);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void The_conditions_have_the_generation_of_the_class()
    {
        var cluster = new TestCluster();
        var resource = cluster.State.GatewayClasses[new ResourceName("", "gatewaykit")];
        cluster.Translate();

        cluster.Set(resource with { Metadata = new V1ObjectMeta { Name = "gatewaykit", Uid = "gatewaykit", Generation = 2 } });

        Assert.All(cluster.Translate().Class("gatewaykit").Conditions, condition => Assert.Equal(2, condition.ObservedGeneration));
    }

    [Fact]
    public void Classes_of_other_controllers_and_their_Gateways_have_no_status()
    {
        var gateway = Make.Gateway("gw", Make.Http("http"));
        var cluster = new TestCluster().Set(
            new GatewayClass { Metadata = Make.Metadata("other"), Spec = new GatewayClassSpec { ControllerName = "example.com/other" } },
            gateway with { Spec = gateway.Spec with { GatewayClassName = "other" } },
            Make.Route("route", Make.Parent("gw")));

        var results = cluster.Translate();

        Assert.False(results.Has(ResourceKind.GatewayClass, "other"));
        Assert.False(results.Has(ResourceKind.Gateway, "gw"));
        Assert.False(results.Has(ResourceKind.HttpRoute, "route"));
        Assert.Empty(results.Config.Listeners);
    }

    [Theory]
    [InlineData("ConfigMap", "", "params", "infra", "True Accepted")]
    [InlineData("ConfigMap", "", "params", null, "False InvalidParameters")]
    [InlineData("ConfigMap", "", "missing", "infra", "False InvalidParameters")]
    [InlineData("Parameters", "example.com", "params", "infra", "False InvalidParameters")]
    public void Parameters_are_a_ConfigMap(string kind, string group, string name, string? @namespace, string expected)
    {
        var reference = new ParametersReference { Group = group, Kind = kind, Name = name, Namespace = @namespace };
        var cluster = new TestCluster().Set(Parameters("ClusterIP"), Class(reference), Make.Gateway("gw", Make.Http("http")));

        var results = cluster.Translate();

        Assert.Equal(expected, results.Class("gatewaykit").Conditions.Text("Accepted"));
        Assert.Equal(expected, results.Gateway("gw").Conditions.Text("Accepted"));
    }

    [Fact]
    public void Parameters_with_an_unknown_value_are_invalid()
    {
        var reference = new ParametersReference { Kind = "ConfigMap", Name = "params", Namespace = "infra" };
        var cluster = new TestCluster().Set(Parameters("Magic"), Class(reference));

        Assert.Equal("False InvalidParameters", cluster.Translate().Class("gatewaykit").Conditions.Text("Accepted"));
    }

    private static GatewayClass Class(ParametersReference reference) => new()
    {
        Metadata = Make.Metadata("gatewaykit"),
        Spec = new GatewayClassSpec { ControllerName = "gatewaykit.io/gateway-controller", ParametersRef = reference },
    };

    private static V1ConfigMap Parameters(string type)
        => new() { Metadata = Make.MetadataOf("params"), Data = new Dictionary<string, string> { ["serviceType"] = type } };
}
