using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Gateways;

public sealed class AddressTests
{
    [Fact]
    public void Outside_a_pod_each_Gateway_has_a_loopback_address_of_its_own()
    {
        var cluster = new TestCluster();
        for (var i = 0; i < 300; i++)
            cluster.Set(Make.Gateway($"gw-{i}", Make.Http("http")));

        var addresses = cluster.Translate().Config.Listeners.Values.Select(listener => listener.Address!.ToString()).ToArray();

        Assert.Equal(300, addresses.Distinct().Count());
        Assert.All(addresses, address => Assert.Matches(@"^127\.[1-9]\d*\.\d+\.[1-9]\d*$", address));
    }

    [Fact]
    public void The_address_is_the_same_after_a_restart()
    {
        var gateway = Make.Gateway("gw", Make.Http("http"));

        var before = Address(new TestCluster().Set(gateway));

        Assert.Equal(before, Address(new TestCluster().Set(gateway, Make.Gateway("a", Make.Http("http")))));
    }

    [Fact]
    public void An_address_in_the_status_is_kept()
    {
        var gateway = Make.Gateway("gw", Make.Http("http")) with { Status = new GatewayStatus { Addresses = [Ip("127.9.9.9")] } };

        Assert.Equal("127.9.9.9", Address(new TestCluster().Set(gateway)));
    }

    [Fact]
    public void An_empty_value_asks_for_any_address()
        => Assert.StartsWith("127.", Address(new TestCluster().Set(Requesting("gw", Ip(null)))));

    [Fact]
    public void A_requested_address_is_used_even_if_the_status_of_another_Gateway_has_it()
    {
        var other = Make.Gateway("a", Make.Http("http")) with { Status = new GatewayStatus { Addresses = [Ip("127.9.9.9")] } };
        var results = new TestCluster().Set(other, Requesting("gw", Ip("127.9.9.9"))).Translate();

        Assert.Equal("127.9.9.9", results.Gateway("gw").Addresses.Single().Value);
        Assert.NotEqual("127.9.9.9", results.Gateway("a").Addresses.Single().Value);
    }

    [Fact]
    public void An_unsupported_type_of_address_rejects_the_Gateway()
    {
        var odd = new GatewayAddress { Type = "test/fake-invalid-type", Value = "fake" };
        var results = new TestCluster().Set(Requesting("gw", odd, Ip("127.9.9.9"))).Translate();

        Assert.Equal("False UnsupportedAddress", results.Gateway("gw").Conditions.Text("Accepted"));
        Assert.Empty(results.Gateway("gw").Addresses);
        Assert.Empty(results.Config.Listeners);
    }

    [Fact]
    public void A_Gateway_with_an_address_that_cannot_be_used_is_accepted_but_not_programmed()
    {
        var results = new TestCluster().Set(Requesting("gw", Ip("192.0.2.1"), Ip("127.9.9.9"))).Translate();

        Assert.Equal("True Accepted", results.Gateway("gw").Conditions.Text("Accepted"));
        Assert.Equal("False AddressNotUsable", results.Gateway("gw").Conditions.Text("Programmed"));
    }

    [Fact]
    public void An_address_that_cannot_be_bound_is_not_usable()
    {
        var cluster = new TestCluster().Set(Requesting("gw", Ip("192.0.2.1")));
        cluster.Options = cluster.Options with { ListenerFailures = cluster.Options.ListenerFailures.Add("infra/gw/http", "Not here.") };

        Assert.Equal("False AddressNotUsable", cluster.Translate().Gateway("gw").Conditions.Text("Programmed"));
    }

    [Fact]
    public void Two_Gateways_cannot_have_the_same_address()
    {
        var newer = Requesting("b", Ip("127.9.9.9"));
        var results = new TestCluster().Set(Requesting("a", Ip("127.9.9.9")), newer).Translate();

        Assert.Equal("True Programmed", results.Gateway("a").Conditions.Text("Programmed"));
        Assert.Equal("False AddressNotUsable", results.Gateway("b").Conditions.Text("Programmed"));
        Assert.Equal("False Pending", results.Listener("b", "http").Conditions.Text("Programmed"));
    }

    [Fact]
    public void With_direct_addresses_Gateways_share_ports_by_host()
    {
        var cluster = new TestCluster().Set(
            Make.Gateway("a", Make.Http("http", 80, "a.com")),
            Make.Gateway("b", Make.Http("http", 80, "b.com"), Make.Http("taken", 80, "a.com"), Make.Tcp("tcp", 81)));
        cluster.Options = new TranslationOptions { Addresses = AddressMode.Direct, PublishedAddresses = ["10.0.0.1"] };

        var results = cluster.Translate();

        Assert.Equal("10.0.0.1", results.Gateway("b").Addresses.Single().Value);
        Assert.Null(results.Config.Listeners["infra/a/http"].Address);
        Assert.Equal(80, results.Config.Listeners["infra/a/http"].Port);
        Assert.Equal("False PortUnavailable", results.Listener("b", "taken").Conditions.Text("Accepted"));
    }

    [Fact]
    public void With_direct_addresses_an_address_must_be_published()
    {
        var cluster = new TestCluster().Set(
            Requesting("a", Ip("10.0.0.1")), Requesting("b", Ip("10.0.0.9")), Make.Gateway("c", Make.Http("http", 81)));
        cluster.Options = new TranslationOptions { Addresses = AddressMode.Direct, PublishedAddresses = ["10.0.0.1", "gw.example.com"] };

        var results = cluster.Translate();

        Assert.Equal("10.0.0.1", results.Gateway("a").Addresses.Single().Value);
        Assert.Equal("False AddressNotUsable", results.Gateway("b").Conditions.Text("Programmed"));
        Assert.Equal(["IPAddress", "Hostname"], results.Gateway("c").Addresses.Select(address => address.Type));
    }

    private static string Address(TestCluster cluster) => cluster.Translate().Gateway("gw").Addresses.Single().Value!;

    private static GatewayAddress Ip(string? value) => new() { Value = value };

    private static Gateway Requesting(string name, params ImmutableArray<GatewayAddress> addresses)
    {
        var gateway = Make.Gateway(name, Make.Http("http", 80, $"{name}.com"));
        return gateway with { Spec = gateway.Spec with { Addresses = addresses } };
    }
}
