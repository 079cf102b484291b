using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Tests.Translation.Gateways;

public sealed class ListenerSetTests
{
    [Theory]
    [InlineData(null, "infra", false)]
    [InlineData("None", "infra", false)]
    [InlineData("Same", "infra", true)]
    [InlineData("Same", "web", false)]
    [InlineData("All", "web", true)]
    [InlineData("Selector", "web", true)]
    [InlineData("Selector", "app", false)]
    public void The_Gateway_selects_the_namespaces_of_ListenerSets(string? from, string @namespace, bool isAllowed)
    {
        var rule = from is null ? null : from == "Selector" ? Make.WithLabel("web") : Make.From(from);
        var cluster = new TestCluster().Set(
            Gateway(rule, Make.Http("own", 80, "own.com")),
            Make.Set($"{@namespace}/set", "infra/gw", 0, Make.Http("http", 80, "set.com")));

        var results = cluster.Translate();

        var set = results.Set($"{@namespace}/set");
        Assert.Equal(isAllowed ? "True Accepted" : "False NotAllowed", set.Conditions.Text("Accepted"));
        Assert.Equal(isAllowed ? "True Programmed" : "False NotAllowed", set.Conditions.Text("Programmed"));
        Assert.Equal(isAllowed ? 1 : 0, results.Gateway("gw").AttachedListenerSets);
        Assert.Equal(isAllowed, results.Config.Listeners.ContainsKey($"listenerset/{@namespace}/set/http"));
        Assert.Equal("own", Assert.Single(results.Gateway("gw").Listeners).Name);
    }

    [Theory]
    [InlineData("HTTP", "HostnameConflict")]
    [InlineData("TCP", "ProtocolConflict")]
    public void Listeners_of_the_Gateway_and_of_older_ListenerSets_take_precedence(string protocol, string reason)
    {
        var toGateway = protocol == "TCP" ? Make.Tcp("vs-gateway", 80) : Make.Http("vs-gateway", 80, "gw.com");
        var toSet = protocol == "TCP" ? Make.Tcp("vs-set", 80) : Make.Http("vs-set", 80, "shared.com");
        var cluster = new TestCluster().Set(
            Gateway(Make.From("Same"), Make.Http("own", 80, "gw.com")),
            Make.Set("set-1", "gw", 9, Make.Http("one", 80, "one.com"), toGateway, Make.Http("vs-set", 80, "shared.com")),
            Make.Set("set-2", "gw", 9, toGateway),
            Make.Set("set-3", "gw", 8, Make.Http("three", 80, "three.com"), toSet),
            Make.Set("set-4", "gw", 8, toSet));

        var results = cluster.Translate();

        Assert.Equal("True Accepted", results.Gateway("gw").Conditions.Text("Accepted"));
        Assert.Equal("True Programmed", results.Listener("gw", "own").Conditions.Text("Programmed"));
        Assert.Equal(2, results.Gateway("gw").AttachedListenerSets);
        Assert.StartsWith("True ", results.Set("set-1").Conditions.Text("Accepted"));
        Assert.Equal("True Programmed", results.Set("set-1").Conditions.Text("Programmed"));
        Assert.Equal("True Programmed", results.SetListener("set-1", "vs-set").Conditions.Text("Programmed"));
        Assert.Equal("False ListenersNotValid", results.Set("set-2").Conditions.Text("Accepted"));
        Assert.Equal("False ListenersNotValid", results.Set("set-2").Conditions.Text("Programmed"));
        Assert.StartsWith("True ", results.Set("set-3").Conditions.Text("Accepted"));
        Assert.Equal("False ListenersNotValid", results.Set("set-4").Conditions.Text("Accepted"));
        foreach (var set in (string[])["set-1", "set-2", "set-3", "set-4"])
        {
            var conditions = results.SetListener(set, set is "set-1" or "set-2" ? "vs-gateway" : "vs-set").Conditions;
            Assert.Equal($"False {reason}", conditions.Text("Accepted"));
            Assert.Equal($"False {reason}", conditions.Text("Programmed"));
            Assert.Equal($"True {reason}", conditions.Text("Conflicted"));
        }
    }

    [Fact]
    public void Grants_of_the_Gateway_are_not_those_of_its_ListenerSets()
    {
        var cluster = new TestCluster().Set(
            Make.Secret("web/cert"),
            Gateway(Make.From("All"), Make.Https("own", 443, "own.com", "web/cert")),
            Make.Grant("web/for-gateways", "Gateway", "infra", "Secret"),
            Make.Set("set", "gw", 1, Make.Https("https", 443, "one.com", "web/cert")),
            Make.Set("app/set", "infra/gw", 0, Make.Https("https", 443, "two.com", "web/cert")));

        var before = cluster.Translate();
        cluster.Set(Make.Grant("web/for-sets", "ListenerSet", "infra", "Secret"));
        var after = cluster.Translate();

        Assert.Equal("True Accepted", before.Gateway("gw").Conditions.Text("Accepted"));
        Assert.Equal("False RefNotPermitted", before.SetListener("set", "https").Conditions.Text("ResolvedRefs"));
        Assert.Equal("True ResolvedRefs", after.SetListener("set", "https").Conditions.Text("ResolvedRefs"));
        Assert.Equal("True Programmed", after.Set("set").Conditions.Text("Programmed"));
        Assert.Equal("False RefNotPermitted", after.SetListener("app/set", "https").Conditions.Text("ResolvedRefs"));
        Assert.Equal("False ListenersNotValid", after.Set("app/set").Conditions.Text("Accepted"));
        Assert.Equal("False ListenersNotValid", after.Set("app/set").Conditions.Text("Programmed"));
    }

    [Fact]
    public void Each_parent_decides_by_itself()
    {
        var route = Make.Route("route", Make.Parent("gw", "in-set"));
        var second = Make.Parent("set", "in-set", kind: "ListenerSet");
        var cluster = new TestCluster().Set(
            Gateway(Make.From("Same"), Make.Http("own", 80, "gw.com")),
            Make.Set("set", "gw", 0, Make.Http("in-set", 80, "set.com")),
            route with { Spec = route.Spec with { ParentRefs = route.Spec.ParentRefs.Add(second) } });

        var results = cluster.Translate();

        var parents = results.Parents(ResourceKind.HttpRoute, "route");
        Assert.Equal(["Gateway", "ListenerSet"], parents.Select(parent => parent.ParentRef.Kind));
        Assert.Equal("False NoMatchingParent", parents[0].Conditions.Text("Accepted"));
        Assert.Equal("True Accepted", parents[1].Conditions.Text("Accepted"));
        Assert.Equal(1, results.SetListener("set", "in-set").AttachedRoutes);
        Assert.Equal(0, results.Listener("gw", "own").AttachedRoutes);
        Assert.Equal("listenerset/infra/set/in-set", Assert.Single(Assert.Single(results.Config.Routes).Value.Match!.Listeners));
    }

    [Fact]
    public void A_route_of_the_Gateway_is_not_attached_to_its_ListenerSets()
    {
        var cluster = new TestCluster().Set(
            Gateway(Make.From("Same"), Make.Http("own", 80, "gw.com")),
            Make.Set("set", "gw", 0, Make.Http("in-set", 80, "set.com")),
            Make.Route("route", Make.Parent("gw")));

        var results = cluster.Translate();

        Assert.Equal("gw", Assert.Single(results.Parents(ResourceKind.HttpRoute, "route")).ParentRef.Name);
        Assert.Equal(0, results.SetListener("set", "in-set").AttachedRoutes);
        Assert.Equal("infra/gw/own", Assert.Single(Assert.Single(results.Config.Routes).Value.Match!.Listeners));
    }

    [Fact]
    public void Routes_of_the_namespace_of_the_ListenerSet_are_allowed_by_default()
    {
        var cluster = new TestCluster().Set(
            Gateway(Make.From("All"), Make.Http("own", 80, "gw.com")),
            Make.Set("web/set", "infra/gw", 0, Make.Http("in-set", 80, "set.com")),
            Make.Route("web/same", Make.Parent("set", kind: "ListenerSet")),
            Make.Route("infra/other", Make.Parent("web/set", kind: "ListenerSet")));

        var results = cluster.Translate();

        Assert.Equal("True Accepted", results.Route("web/same"));
        Assert.Equal("False NotAllowedByListeners", results.Route("infra/other"));
    }

    [Fact]
    public void No_route_is_attached_to_a_ListenerSet_that_is_not_allowed()
    {
        var cluster = new TestCluster().Set(
            Gateway(null, Make.Http("own")),
            Make.Set("set", "gw", 0, Make.Http("in-set", 81)),
            Make.Route("route", Make.Parent("set", kind: "ListenerSet")));

        var results = cluster.Translate();

        Assert.Equal("False NoMatchingParent", results.Route("route"));
        Assert.Empty(results.Config.Routes);
    }

    private static Gateway Gateway(NamespaceRule? rule, params Listener[] listeners)
    {
        var gateway = Make.Gateway("gw", listeners);
        return gateway with { Spec = gateway.Spec with { AllowedListeners = new AllowedListeners { Namespaces = rule } } };
    }
}
