using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Tests.Translation.Routes;

public sealed class StreamRouteTests
{
    [Fact]
    public void A_TLSRoute_sends_the_common_hosts_to_its_backend()
    {
        var cluster = new TestCluster().Set(
            Make.Service("backend"),
            Make.Gateway("gw", Make.Passthrough("tls", 443, "*.example.com")),
            Make.TlsRoute("route", Make.Parent("gw"), "backend", "abc.example.com", "abc.example.net"));

        var results = cluster.Translate();

        var route = Assert.Single(results.Config.StreamRoutes).Value;
        Assert.Equal("infra/gw/tls", Assert.Single(route.Listeners));
        Assert.Equal("abc.example.com", Assert.Single(route.Hosts));
        Assert.Equal("infra/backend", Assert.Single(route.Backends).ClusterId);
        Assert.Equal(["infra/backend"], results.Config.Clusters.Keys);
        Assert.Equal("True Accepted", results.Route(ResourceKind.TlsRoute, "route"));
        Assert.Equal(1, results.Listener("gw", "tls").AttachedRoutes);
    }

    [Fact]
    public void A_host_that_is_too_long_for_a_name_rejects_its_route()
    {
        var results = new TestCluster().Set(
            Make.Service("backend"),
            Make.Gateway("gw", Make.Passthrough("tls")),
            Make.TlsRoute("route", Make.Parent("gw"), "backend", $"{new string('a', 64)}.example.com")).Translate();

        Assert.Empty(results.Config.StreamRoutes);
        Assert.Equal("False UnsupportedValue", results.Route(ResourceKind.TlsRoute, "route"));
    }

    [Fact]
    public void Listeners_that_end_TLS_and_that_pass_it_on_share_a_port()
    {
        var cluster = new TestCluster().Set(
            Make.Secret("cert"),
            Make.Service("backend"),
            Make.Gateway("gw", Make.Terminate("terminate", 8883, "tls.example.com"), Make.Passthrough("pass", 8883, "abc.example.com")),
            Make.TlsRoute("one", Make.Parent("gw"), "backend", "tls.example.com"),
            Make.TlsRoute("two", Make.Parent("gw"), "backend", "abc.example.com"));

        var results = cluster.Translate();

        Assert.Equal(1, results.Listener("gw", "terminate").AttachedRoutes);
        Assert.Equal(1, results.Listener("gw", "pass").AttachedRoutes);
        Assert.Equal("TLSRoute", Assert.Single(results.Listener("gw", "terminate").SupportedKinds).Kind);
        Assert.Equal(
            ["infra/gw/terminate", "infra/gw/pass"],
            results.Config.StreamRoutes.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.Listeners));
        Assert.Single(results.Config.Listeners["infra/gw/terminate"].Tls!.Certificates);
    }

    [Theory]
    [InlineData("www.example.com", "www.nomatch.com")]
    [InlineData("*.example.com", "*.different.com")]
    public void A_TLSRoute_without_a_common_host_is_not_accepted(string listener, string host)
    {
        var cluster = new TestCluster().Set(
            Make.Service("backend"),
            Make.Gateway("gw", Make.Passthrough("tls", 443, listener)),
            Make.TlsRoute("route", Make.Parent("gw"), "backend", host));

        var results = cluster.Translate();

        Assert.Equal("False NoMatchingListenerHostname", results.Route(ResourceKind.TlsRoute, "route"));
        Assert.Empty(results.Config.StreamRoutes);
        Assert.Empty(results.Config.Clusters);
    }

    [Fact]
    public void A_TCPRoute_without_a_section_is_attached_to_all_TCP_listeners()
    {
        var cluster = new TestCluster().Set(
            Make.Service("backend"),
            Make.Gateway("gw", Make.Tcp("one", 9310), Make.Tcp("two", 9311), Make.Http("http")),
            Make.TcpRoute("route", Make.Parent("gw"), "backend"));

        var route = Assert.Single(cluster.Translate().Config.StreamRoutes).Value;

        Assert.Equal((string[])["infra/gw/one", "infra/gw/two"], route.Listeners);
        Assert.Empty(route.Hosts);
    }

    [Fact]
    public void Several_TCPRoutes_of_a_listener_are_accepted_and_their_age_decides()
    {
        var older = Make.TcpRoute("z-older", Make.Parent("gw"), "backend");
        var cluster = new TestCluster().Set(
            Make.Service("backend"),
            Make.Gateway("gw", Make.Tcp("tcp", 9310)),
            older with { Metadata = Make.MetadataOf("z-older", age: 5) },
            Make.TcpRoute("a-newer", Make.Parent("gw"), "backend"));

        var results = cluster.Translate();

        Assert.Equal("True Accepted", results.Route(ResourceKind.TcpRoute, "z-older"));
        Assert.Equal("True Accepted", results.Route(ResourceKind.TcpRoute, "a-newer"));
        Assert.Equal(2, results.Listener("gw", "tcp").AttachedRoutes);
        Assert.Equal("infra/z-older", results.Config.StreamRoutes.Values.MinBy(route => route.Created)!.Owner);
    }

    [Fact]
    public void An_invalid_backend_keeps_its_share()
    {
        var cluster = new TestCluster().Set(
            Make.Service("backend"),
            Make.Service("web/other"),
            Make.Gateway("gw", Make.Tcp("tcp", 9310)),
            Make.TcpRoute("route", Make.Parent("gw"), "backend", "missing", "web/other"));

        var results = cluster.Translate();

        Assert.Equal("False BackendNotFound", results.Route(ResourceKind.TcpRoute, "route", "ResolvedRefs"));
        Assert.Equal("True Accepted", results.Route(ResourceKind.TcpRoute, "route"));
        var backends = Assert.Single(results.Config.StreamRoutes).Value.Backends;
        Assert.Equal(["infra/backend", null, null], backends.Select(backend => backend.ClusterId));
    }

    [Fact]
    public void A_backend_of_another_namespace_needs_a_grant()
    {
        var cluster = new TestCluster().Set(
            Make.Service("web/other"), Make.Gateway("gw", Make.Tcp("tcp", 9310)), Make.TcpRoute("route", Make.Parent("gw"), "web/other"));
        Assert.Equal("False RefNotPermitted", cluster.Translate().Route(ResourceKind.TcpRoute, "route", "ResolvedRefs"));

        cluster.Set(Make.Grant("web/grant", "TCPRoute", "infra", "Service"));

        Assert.Equal("True ResolvedRefs", cluster.Translate().Route(ResourceKind.TcpRoute, "route", "ResolvedRefs"));
    }
}
