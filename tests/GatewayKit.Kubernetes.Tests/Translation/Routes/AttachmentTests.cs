using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Tests.Translation.Routes;

public sealed class AttachmentTests
{
    [Theory]
    [InlineData(null, null, "True Accepted", 2)]
    [InlineData("one", null, "True Accepted", 1)]
    [InlineData(null, 81, "True Accepted", 1)]
    [InlineData("two", 81, "True Accepted", 1)]
    [InlineData("one", 81, "False NoMatchingParent", 0)]
    [InlineData("three", null, "False NoMatchingParent", 0)]
    [InlineData(null, 82, "False NoMatchingParent", 0)]
    public void A_parent_is_selected_by_name_and_port(string? section, int? port, string expected, int listeners)
    {
        var cluster = new TestCluster().Set(
            Make.Gateway("gw", Make.Http("one", 80), Make.Http("two", 81)), Make.Route("route", Make.Parent("gw", section, port)));

        var results = cluster.Translate();

        Assert.Equal(expected, results.Route("route"));
        Assert.Equal("True ResolvedRefs", results.Route("route", "ResolvedRefs"));
        Assert.Equal(listeners, results.Gateway("gw").Listeners.Sum(listener => listener.AttachedRoutes));
        Assert.Equal(listeners, results.Config.Routes.Values.Sum(route => route.Match!.Listeners.Length));
    }

    [Theory]
    [InlineData(null, "infra", true)]
    [InlineData(null, "web", false)]
    [InlineData("Same", "web", false)]
    [InlineData("All", "web", true)]
    [InlineData("Selector", "web", true)]
    [InlineData("Selector", "app", false)]
    [InlineData("None", "infra", false)]
    public void A_listener_selects_namespaces(string? from, string @namespace, bool isAccepted)
    {
        var rule = from is null ? null : from == "Selector" ? Make.WithLabel("web") : Make.From(from);
        var cluster = new TestCluster().Set(
            Make.Gateway("gw", Make.Http("http").Allowing(rule)), Make.Route($"{@namespace}/route", Make.Parent("infra/gw")));

        var results = cluster.Translate();

        Assert.Equal(isAccepted ? "True Accepted" : "False NotAllowedByListeners", results.Route($"{@namespace}/route"));
        Assert.Equal(isAccepted ? 1 : 0, results.Listener("gw", "http").AttachedRoutes);
    }

    [Fact]
    public void A_label_that_is_added_to_a_namespace_attaches_its_routes()
    {
        var cluster = new TestCluster().Set(
            Make.Gateway("gw", Make.Http("http").Allowing(Make.WithLabel("yes"))), Make.Route("web/route", Make.Parent("infra/gw")));
        Assert.Equal("False NotAllowedByListeners", cluster.Translate().Route("web/route"));

        var labeled = Make.Namespace("web");
        labeled.Metadata.Labels["kubernetes.io/metadata.name"] = "yes";
        cluster.Set(labeled);

        Assert.Equal("True Accepted", cluster.Translate().Route("web/route"));
    }

    [Theory]
    [InlineData(null, "", "True Accepted", "")]
    [InlineData(null, "a.com b.com", "True Accepted", "a.com b.com")]
    [InlineData("very.specific.com", "non.matching.com *.nonmatchingwildcard.io very.specific.com", "True Accepted", "very.specific.com")]
    [InlineData("*.wildcard.io", "wildcard.io foo.wildcard.io foo.bar.wildcard.io", "True Accepted", "foo.wildcard.io foo.bar.wildcard.io")]
    [InlineData("very.specific.com", "*.specific.com", "True Accepted", "very.specific.com")]
    [InlineData("*.wildcard.io", "*.wildcard.io", "True Accepted", "*.wildcard.io")]
    [InlineData("*.wildcard.io", "*.sub.wildcard.io", "True Accepted", "*.sub.wildcard.io")]
    [InlineData("*.sub.wildcard.io", "*.wildcard.io", "True Accepted", "*.sub.wildcard.io")]
    [InlineData("very.specific.com", "", "True Accepted", "very.specific.com")]
    [InlineData("*.wildcard.io", "specific.but.wrong.com wildcard.io", "False NoMatchingListenerHostname", "")]
    [InlineData("*.wildcard.io", "xwildcard.io", "False NoMatchingListenerHostname", "")]
    public void Hosts_are_those_of_the_route_within_that_of_the_listener(string? listener, string hosts, string accepted, string expected)
    {
        var cluster = new TestCluster().Set(
            Make.Gateway("gw", Make.Http("http", 80, listener)),
            Make.Route("route", Make.Parent("gw"), hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        var results = cluster.Translate();

        Assert.Equal(accepted, results.Route("route"));
        Assert.Equal(expected, string.Join(' ', results.Config.Routes.Values.SelectMany(route => route.Match!.Hosts)));
    }

    [Fact]
    public void Routes_with_references_that_do_not_resolve_are_counted_on_listeners_that_are_not_programmed()
    {
        var cluster = new TestCluster().Set(
            Make.Gateway("gw", Make.Https("tls", secret: "missing")), Make.Route("broken", Make.Parent("gw", "tls")));

        var results = cluster.Translate();

        Assert.Equal(1, results.Listener("gw", "tls").AttachedRoutes);
        Assert.Equal("False Invalid", results.Listener("gw", "tls").Conditions.Text("Programmed"));
        Assert.Equal("True Accepted", results.Route("broken"));
        Assert.Equal("False BackendNotFound", results.Route("broken", "ResolvedRefs"));
        Assert.Empty(results.Config.Routes);
    }

    [Fact]
    public void A_route_that_is_rejected_by_itself_is_not_counted()
    {
        var cluster = new TestCluster().Set(Make.Gateway("gw", Make.Http("http")), Make.Route("route", Make.Parent("gw")));
        cluster.Http.Change = (_, route) => route with { Rejection = new Kubernetes.Translation.Problem("IncompatibleFilters", "No.") };

        var results = cluster.Translate();

        Assert.Equal("False IncompatibleFilters", results.Route("route"));
        Assert.Equal(0, results.Listener("gw", "http").AttachedRoutes);
    }

    [Fact]
    public void A_route_that_cannot_be_translated_does_not_affect_others()
    {
        var cluster = new TestCluster().Set(
            Make.Gateway("gw", Make.Http("http")), Make.Route("bad", Make.Parent("gw")), Make.Route("good", Make.Parent("gw")));
        cluster.Http.Change = (route, result) => route.Metadata.Name == "bad" ? throw new InvalidOperationException("Bad.") : result;

        var results = cluster.Translate();

        Assert.Equal("False UnsupportedValue", results.Route("bad"));
        Assert.Equal("True Accepted", results.Route("good"));
    }

    [Fact]
    public void Only_parents_of_this_controller_are_in_the_status()
    {
        var route = Make.Route("route", Make.Parent("gw"));
        ParentReference[] others = [Make.Parent("missing"), Make.Parent("service", kind: "Service") with { Group = "" }];
        var cluster = new TestCluster().Set(
            Make.Gateway("gw", Make.Http("http")),
            route with { Spec = route.Spec with { ParentRefs = [.. others, .. route.Spec.ParentRefs] } });

        var parent = Assert.Single(cluster.Translate().Parents(ResourceKind.HttpRoute, "route"));

        Assert.Equal(("gw", "gatewaykit.io/gateway-controller"), (parent.ParentRef.Name, parent.ControllerName));
        Assert.All(parent.Conditions, condition => Assert.Equal(1, condition.ObservedGeneration));
    }

    [Fact]
    public void A_route_that_leaves_the_controller_loses_its_status()
    {
        var route = Make.Route("route", Make.Parent("gw"));
        var cluster = new TestCluster().Set(Make.Gateway("gw", Make.Http("http")), route);
        var status = new RouteStatus { Parents = cluster.Translate().Parents(ResourceKind.HttpRoute, "route") };

        cluster.Set(route with { Status = status }, Make.Route("other", Make.Parent("missing")));
        cluster.State = cluster.State with { Gateways = cluster.State.Gateways.Clear() };
        var results = cluster.Translate();

        Assert.Empty(results.Parents(ResourceKind.HttpRoute, "route"));
        Assert.False(results.Has(ResourceKind.HttpRoute, "other"));
    }

    [Fact]
    public void A_route_of_several_Gateways_is_attached_to_each()
    {
        var route = Make.Route("route", Make.Parent("a"));
        var cluster = new TestCluster().Set(
            Make.Gateway("a", Make.Http("http")),
            Make.Gateway("b", Make.Http("http")),
            route with { Spec = route.Spec with { ParentRefs = [Make.Parent("a"), Make.Parent("b")] } });

        var results = cluster.Translate();

        Assert.Equal(["a", "b"], results.Parents(ResourceKind.HttpRoute, "route").Select(parent => parent.ParentRef.Name));
        Assert.Equal((string[])["infra/a/http", "infra/b/http"], Assert.Single(results.Config.Routes).Value.Match!.Listeners);
    }

    [Fact]
    public void Listeners_accept_only_kinds_of_routes_of_their_protocol()
    {
        var cluster = new TestCluster().Set(
            Make.Gateway("tls", Make.Passthrough("tls").Allowing(Make.From("Same"), "TLSRoute")),
            Make.Gateway("http", Make.Http("http")),
            Make.Service("backend"),
            Make.Route("http-on-tls", Make.Parent("tls")),
            Make.TlsRoute("tls-on-http", Make.Parent("http"), "backend", "tls.example.com"),
            Make.TcpRoute("tcp-on-http", Make.Parent("http", "http"), "backend"));

        var results = cluster.Translate();

        Assert.Equal("False NotAllowedByListeners", results.Route("http-on-tls"));
        Assert.Equal("False NotAllowedByListeners", results.Route(ResourceKind.TlsRoute, "tls-on-http"));
        Assert.Equal("False NotAllowedByListeners", results.Route(ResourceKind.TcpRoute, "tcp-on-http"));
        Assert.Equal(0, results.Listener("tls", "tls").AttachedRoutes + results.Listener("http", "http").AttachedRoutes);
    }
}
