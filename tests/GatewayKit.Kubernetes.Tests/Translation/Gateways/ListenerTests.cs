using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Tests.Translation.Gateways;

public sealed class ListenerTests
{
    private static readonly Listener s_unsupported = new() { Name = "odd", Port = 1111, Protocol = "INVALID" };

    [Fact]
    public void A_listener_is_in_the_configuration_with_the_address_of_its_Gateway()
    {
        var results = new TestCluster().Set(Make.Gateway("gw", Make.Http("http", 8080, "WWW.example.com"))).Translate();

        var listener = results.Config.Listeners["infra/gw/http"];
        Assert.Equal((8080, ListenerProtocol.Http, "www.example.com"), (listener.Port, listener.Protocol, listener.Host));
        Assert.Equal(results.Gateway("gw").Addresses.Single().Value, listener.Address?.ToString());
        Assert.Equal("True Accepted", results.Gateway("gw").Conditions.Text("Accepted"));
        Assert.Equal("True Programmed", results.Gateway("gw").Conditions.Text("Programmed"));
        var status = results.Listener("gw", "http");
        Assert.Equal("True Accepted", status.Conditions.Text("Accepted"));
        Assert.Equal("True Programmed", status.Conditions.Text("Programmed"));
        Assert.Equal("True ResolvedRefs", status.Conditions.Text("ResolvedRefs"));
        Assert.Equal("False NoConflicts", status.Conditions.Text("Conflicted"));
        Assert.Equal(["HTTPRoute", "GRPCRoute"], status.SupportedKinds.Select(kind => kind.Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*.")]
    public void A_host_that_is_too_long_for_a_name_affects_only_its_listener(string prefix)
    {
        var host = $"{prefix}{new string('a', 64)}.example.com";
        var results = new TestCluster().Set(Make.Gateway("gw", Make.Http("http"), Make.Http("long", host: host))).Translate();

        Assert.Equal("False UnsupportedValue", results.Listener("gw", "long").Conditions.Text("Accepted"));
        Assert.Equal("True Accepted", results.Listener("gw", "http").Conditions.Text("Accepted"));
        Assert.Equal(["infra/gw/http"], results.Config.Listeners.Keys);
    }

    [Fact]
    public void A_Gateway_without_a_valid_listener_is_not_accepted()
    {
        var results = new TestCluster().Set(Make.Gateway("gw", s_unsupported)).Translate();

        Assert.Equal("False ListenersNotValid", results.Gateway("gw").Conditions.Text("Accepted"));
        Assert.Equal("False Invalid", results.Gateway("gw").Conditions.Text("Programmed"));
        Assert.Equal("False UnsupportedProtocol", results.Listener("gw", "odd").Conditions.Text("Accepted"));
        Assert.Empty(results.Listener("gw", "odd").SupportedKinds);
        Assert.Empty(results.Config.Listeners);
    }

    [Fact]
    public void A_Gateway_with_a_valid_listener_is_accepted_and_names_the_others()
    {
        var results = new TestCluster().Set(Make.Gateway("gw", Make.Http("http"), s_unsupported)).Translate();

        Assert.Equal("True ListenersNotValid", results.Gateway("gw").Conditions.Text("Accepted"));
        Assert.Contains("'odd'", results.Gateway("gw").Conditions.Single(condition => condition.Type == "Accepted").Message);
        Assert.Equal("True Programmed", results.Gateway("gw").Conditions.Text("Programmed"));
        Assert.Equal("True Accepted", results.Listener("gw", "http").Conditions.Text("Accepted"));
        Assert.Equal(["infra/gw/http"], results.Config.Listeners.Keys);
    }

    [Theory]
    [InlineData("InvalidRoute", "")]
    [InlineData("InvalidRoute HTTPRoute", "HTTPRoute")]
    [InlineData("TCPRoute GRPCRoute", "GRPCRoute")]
    public void Unsupported_kinds_of_routes_are_reported(string kinds, string supported)
    {
        var listener = Make.Http("http").Allowing(null, kinds.Split(' '));

        var status = new TestCluster().Set(Make.Gateway("gw", listener)).Translate().Listener("gw", "http");

        Assert.Equal("False InvalidRouteKinds", status.Conditions.Text("ResolvedRefs"));
        Assert.Equal(supported, string.Join(' ', status.SupportedKinds.Select(kind => kind.Kind)));
    }

    [Fact]
    public void Kinds_of_another_group_are_unsupported()
    {
        var kind = new RouteGroupKind { Group = "example.com", Kind = "HTTPRoute" };
        var listener = Make.Http("http") with { AllowedRoutes = new AllowedRoutes { Kinds = [kind] } };

        var status = new TestCluster().Set(Make.Gateway("gw", listener)).Translate().Listener("gw", "http");

        Assert.Equal("False InvalidRouteKinds", status.Conditions.Text("ResolvedRefs"));
        Assert.Empty(status.SupportedKinds);
    }

    [Fact]
    public void A_passthrough_listener_supports_only_TLSRoutes()
    {
        var listener = Make.Passthrough("tls").Allowing(null, "TCPRoute", "TLSRoute");

        var results = new TestCluster().Set(Make.Gateway("gw", listener)).Translate();

        Assert.Equal("False InvalidRouteKinds", results.Listener("gw", "tls").Conditions.Text("ResolvedRefs"));
        Assert.Equal("TLSRoute", Assert.Single(results.Listener("gw", "tls").SupportedKinds).Kind);
        Assert.True(results.Config.Listeners["infra/gw/tls"].Tls!.IsPassthrough);
    }

    [Fact]
    public void HTTPS_cannot_be_passed_on()
    {
        var listener = Make.Passthrough("tls") with { Protocol = "HTTPS" };

        var status = new TestCluster().Set(Make.Gateway("gw", listener)).Translate().Listener("gw", "tls");

        Assert.Equal("False UnsupportedValue", status.Conditions.Text("Accepted"));
        Assert.Equal("False Invalid", status.Conditions.Text("Programmed"));
    }

    [Fact]
    public void Adding_and_removing_a_listener_keeps_the_object_of_the_other()
    {
        var cluster = new TestCluster().Set(Make.Secret("cert"), Make.Gateway("gw", Make.Https("https")));
        var before = cluster.Translate().Config.Listeners["infra/gw/https"];

        cluster.Set(Make.Gateway("gw", Make.Https("https"), Make.Http("http")));
        var both = cluster.Translate().Config.Listeners;
        cluster.Set(Make.Gateway("gw", Make.Http("http")));
        var after = cluster.Translate().Config.Listeners;

        Assert.Same(before, both["infra/gw/https"]);
        Assert.Same(both["infra/gw/http"], Assert.Single(after).Value);
    }

    [Fact]
    public void A_listener_that_could_not_be_opened_is_not_programmed()
    {
        var cluster = new TestCluster().Set(Make.Gateway("gw", Make.Http("http"), Make.Http("other", 81)));
        cluster.Options = cluster.Options with { ListenerFailures = cluster.Options.ListenerFailures.Add("infra/gw/http", "In use.") };

        var results = cluster.Translate();

        Assert.Equal("False PortUnavailable", results.Listener("gw", "http").Conditions.Text("Programmed"));
        Assert.Equal("True Accepted", results.Listener("gw", "http").Conditions.Text("Accepted"));
        Assert.Equal("True Programmed", results.Listener("gw", "other").Conditions.Text("Programmed"));
        Assert.Equal("True Programmed", results.Gateway("gw").Conditions.Text("Programmed"));
        Assert.Equal(2, results.Config.Listeners.Count);
    }

    [Fact]
    public void Parameters_of_an_unsupported_kind_reject_the_Gateway()
    {
        var gateway = Make.Gateway("gw", Make.Http("http"));
        var reference = new ParametersReference { Group = "invalid.io", Kind = "InvalidParameters", Name = "invalid" };
        var infrastructure = new GatewayInfrastructure { ParametersRef = reference };

        var results = new TestCluster().Set(gateway with { Spec = gateway.Spec with { Infrastructure = infrastructure } }).Translate();

        Assert.Equal("False InvalidParameters", results.Gateway("gw").Conditions.Text("Accepted"));
        Assert.Equal("False Invalid", results.Listener("gw", "http").Conditions.Text("Programmed"));
        Assert.Empty(results.Config.Listeners);
    }
}
