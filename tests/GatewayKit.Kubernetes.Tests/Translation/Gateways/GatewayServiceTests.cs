using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Gateways;

public sealed class GatewayServiceTests
{
    [Fact]
    public void The_gateway_listens_on_a_port_once_the_Service_has_it()
    {
        var cluster = Cluster(Make.Gateway("gw", Make.Http("http"), Make.Https("https")));
        var before = cluster.Translate();
        var service = Assert.Single(before.Translation.Services);

        cluster.Set(Created(service, "203.0.113.7"));
        var after = cluster.Translate();

        Assert.Equal([80, 443], service.Ports.Keys);
        Assert.Equal(2, service.Ports.Values.Distinct().Count());
        Assert.Empty(before.Config.Listeners);
        Assert.Equal("False Pending", before.Listener("gw", "http").Conditions.Text("Programmed"));
        Assert.Equal("False AddressNotAssigned", before.Gateway("gw").Conditions.Text("Programmed"));
        Assert.Equal(service.Ports[80], after.Config.Listeners["infra/gw/http"].Port);
        Assert.Null(after.Config.Listeners["infra/gw/http"].Address);
        Assert.Equal("203.0.113.7", after.Gateway("gw").Addresses.Single().Value);
        Assert.Equal("True Programmed", after.Gateway("gw").Conditions.Text("Programmed"));
    }

    [Fact]
    public void Each_Gateway_has_a_Service_of_its_own_whatever_names_others_choose()
    {
        // With 32 bits, their hashes were equal.
        var start = new string('a', 40);
        var cluster = Cluster(
            Make.Gateway($"team/{start}z0533i4i7", Make.Http("http")), Make.Gateway($"infra/{start}hqtpt07ak4", Make.Http("http")));

        var names = cluster.Translate().Translation.Services.Select(service => service.Name.Name).ToArray();

        Assert.Equal(2, names.Distinct().Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 63));
    }

    [Fact]
    public void The_ports_of_other_Gateways_do_not_change_when_one_is_added()
    {
        var cluster = Cluster(Make.Gateway("m", Make.Http("http")), Make.Gateway("z", Make.Http("http")));
        var before = cluster.Translate().Translation.Services.ToDictionary(service => service.Gateway);
        cluster.Set(before.Values.Select(service => Created(service, "203.0.113.7")));

        cluster.Set(Make.Gateway("a", Make.Http("http")));
        var after = cluster.Translate().Translation.Services.ToDictionary(service => service.Gateway);

        Assert.All(before, pair => Assert.Equal(pair.Value.Ports, after[pair.Key].Ports));
        Assert.Equal(3, after.Values.SelectMany(service => service.Ports.Values).Distinct().Count());
    }

    [Fact]
    public void Of_two_Services_with_the_same_port_of_the_pod_one_gets_another()
    {
        var cluster = Cluster(Make.Gateway("a", Make.Http("http")), Make.Gateway("b", Make.Http("http")));
        var services = cluster.Translate().Translation.Services;
        var taken = services[0].Ports;
        cluster.Set(services.Select(service => Created(service with { Ports = taken }, "203.0.113.7")));

        var results = cluster.Translate();

        Assert.Equal(["infra/a/http"], results.Config.Listeners.Keys);
        Assert.NotEqual(taken[80], results.Translation.Services[1].Ports[80]);
    }

    [Fact]
    public void The_Service_is_with_the_pods_and_has_the_metadata_of_the_infrastructure()
    {
        var gateway = Make.Gateway("web/gw", Make.Http("http"));
        var infrastructure = new GatewayInfrastructure
        {
            Labels = new GatewayInfrastructure().Labels.Add("key2", "value2"),
            Annotations = new GatewayInfrastructure().Annotations.Add("key1", "value1"),
        };

        var service = Assert.Single(Cluster(gateway with { Spec = gateway.Spec with { Infrastructure = infrastructure } })
            .Translate().Translation.Services);

        Assert.Equal("infra", service.Name.Namespace);
        Assert.Equal("LoadBalancer", service.Type);
        Assert.Equal("value2", service.Labels["key2"]);
        Assert.Equal("gw", service.Labels["gateway.networking.k8s.io/gateway-name"]);
        Assert.Equal("value1", service.Annotations["key1"]);
    }

    [Fact]
    public void Names_of_Services_are_short_and_distinct()
    {
        var cluster = Cluster(
            Make.Gateway(new string('a', 250) + "1", Make.Http("http")),
            Make.Gateway(new string('a', 250) + "2", Make.Http("http")),
            Make.Gateway("web/a.b", Make.Http("http")),
            Make.Gateway("app/a.b", Make.Http("http")));

        var names = cluster.Translate().Translation.Services.Select(service => service.Name.Name).ToArray();

        Assert.Equal(4, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z][-a-z0-9]{0,61}[a-z0-9]$", name));
    }

    [Fact]
    public void Parameters_choose_the_type_of_the_Service()
    {
        var gateway = Make.Gateway("gw", Make.Http("http"));
        var reference = new ParametersReference { Kind = "ConfigMap", Name = "params" };
        var data = new Dictionary<string, string> { ["serviceType"] = "ClusterIP" };
        var map = new V1ConfigMap { Metadata = Make.MetadataOf("params"), Data = data };
        var cluster = Cluster(gateway with
        {
            Spec = gateway.Spec with { Infrastructure = new GatewayInfrastructure { ParametersRef = reference } },
        }).Set(map);

        var service = Assert.Single(cluster.Translate().Translation.Services);
        var created = Created(service, null);
        created.Spec.ClusterIPs = ["10.96.0.9"];
        cluster.Set(created);

        Assert.Equal("ClusterIP", service.Type);
        Assert.Equal("10.96.0.9", cluster.Translate().Gateway("gw").Addresses.Single().Value);
    }

    [Fact]
    public void A_requested_address_that_the_Service_does_not_have_is_not_usable()
    {
        var gateway = Make.Gateway("gw", Make.Http("http"));
        var cluster = Cluster(gateway with { Spec = gateway.Spec with { Addresses = [new GatewayAddress { Value = "203.0.113.8" }] } });
        var service = Assert.Single(cluster.Translate().Translation.Services);

        cluster.Set(Created(service, "203.0.113.7"));

        Assert.Equal("203.0.113.8", Assert.Single(service.Addresses));
        Assert.Equal("False AddressNotUsable", cluster.Translate().Gateway("gw").Conditions.Text("Programmed"));
    }

    private static TestCluster Cluster(params Gateway[] gateways)
        => new TestCluster { Options = new TranslationOptions { PodNamespace = "infra" } }.Set(Make.Secret("cert")).Set(gateways);

    private static V1Service Created(GatewayService service, string? address) => new()
    {
        Metadata = Make.MetadataOf(service.Name.ToString()),
        Spec = new V1ServiceSpec
        {
            Type = service.Type,
            Ports = [.. service.Ports.Select(pair => new V1ServicePort { Port = pair.Key, TargetPort = pair.Value })],
        },
        Status = new V1ServiceStatus
        {
            LoadBalancer = new V1LoadBalancerStatus { Ingress = address is null ? [] : [new V1LoadBalancerIngress { Ip = address }] },
        },
    };
}
