using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Memory;

public sealed class ReuseTests
{
    [Fact]
    public void A_state_without_changes_is_not_translated_again()
    {
        var cluster = Cluster(10);
        var before = cluster.Translate();
        cluster.Http.Calls.Clear();

        var after = cluster.Translate();

        Assert.Empty(cluster.Http.Calls);
        Assert.Same(before.Config.Routes, after.Config.Routes);
        Assert.Same(before.Config.Listeners, after.Config.Listeners);
    }

    [Fact]
    public void Only_the_route_that_changed_is_translated()
    {
        var cluster = Cluster(10);
        var before = cluster.Translate();
        cluster.Http.Calls.Clear();

        cluster.Set(Make.Route("route-3", Make.Parent("gw"), "changed.com"));
        var after = cluster.Translate();

        Assert.Equal(["infra/route-3"], cluster.Http.Calls);
        Assert.Equal(["infra/route-3/HttpRoute"], Changed(before, after));
    }

    [Fact]
    public void A_resource_that_a_route_did_not_find_changes_it_when_it_appears()
    {
        var cluster = Cluster(10);
        cluster.Translate();
        cluster.Http.Calls.Clear();

        cluster.Set(Make.Service("route-4"), Make.Service("unrelated"));
        cluster.Translate();

        Assert.Equal(["infra/route-4"], cluster.Http.Calls);
    }

    [Fact]
    public void Statuses_that_were_written_change_nothing()
    {
        var cluster = Cluster(10);
        var before = cluster.Translate();
        cluster.Http.Calls.Clear();

        cluster.Set(cluster.State.HttpRoutes.Values.Select(route => route with { Status = new RouteStatus() }));
        cluster.Set(cluster.State.Gateways.Values.Select(gateway => gateway with { Status = before.Gateway("gw") }));
        var after = cluster.Translate();

        Assert.Empty(cluster.Http.Calls);
        Assert.Same(before.Config.Routes, after.Config.Routes);
    }

    [Fact]
    public void A_renewed_certificate_does_not_touch_the_routes()
    {
        var cluster = Cluster(10);
        cluster.Translate();
        cluster.Http.Calls.Clear();

        cluster.Set(Make.Secret("cert"));
        cluster.Translate();

        Assert.Empty(cluster.Http.Calls);
    }

    [Fact]
    public void The_same_version_in_a_new_object_is_not_a_change()
    {
        var cluster = Cluster(1);
        cluster.Set(Versioned("1"));
        cluster.Translate();
        cluster.Http.Calls.Clear();

        cluster.Set(Versioned("1"));
        cluster.Translate();
        Assert.Empty(cluster.Http.Calls);

        cluster.Set(Versioned("2"));
        cluster.Translate();
        Assert.Equal(["infra/route-0"], cluster.Http.Calls);
    }

    [Fact]
    public void A_route_that_was_deleted_is_removed()
    {
        var cluster = Cluster(3);
        cluster.Translate();

        cluster.State = cluster.State with { HttpRoutes = cluster.State.HttpRoutes.Remove(Make.Name("route-1")) };
        var results = cluster.Translate();

        Assert.Equal(["infra/route-0/HttpRoute", "infra/route-2/HttpRoute"], results.Config.Routes.Keys.Order());
        Assert.Equal(2, results.Translation.Owners.Keys.Count(owner => owner.Scope == PluginScope.Route));
        Assert.Equal(2, results.Listener("gw", "http").AttachedRoutes);
        Assert.False(results.Has(ResourceKind.HttpRoute, "route-1"));
    }

    [Fact]
    public void A_cluster_stays_while_a_route_uses_it()
    {
        var cluster = new TestCluster().Set(
            Make.Service("backend"),
            Make.Gateway("gw", Make.Tcp("one", 9310), Make.Tcp("two", 9311)),
            Make.TcpRoute("a", Make.Parent("gw", "one"), "backend"),
            Make.TcpRoute("b", Make.Parent("gw", "two"), "backend"));
        var first = Assert.Single(cluster.Translate().Config.Clusters).Value;

        cluster.State = cluster.State with { TcpRoutes = cluster.State.TcpRoutes.Remove(Make.Name("a")) };
        var second = Assert.Single(cluster.Translate().Config.Clusters).Value;
        cluster.State = cluster.State with { TcpRoutes = cluster.State.TcpRoutes.Clear() };

        Assert.Same(first, second);
        Assert.Empty(cluster.Translate().Config.Clusters);
    }

    [Fact]
    public void Other_settings_translate_all_again()
    {
        var cluster = Cluster(3);
        cluster.Translate();

        cluster.Options = cluster.Options with { ControllerName = "example.com/other" };

        Assert.Empty(cluster.Translate().Translation.Statuses);
        Assert.Empty(cluster.Last!.Config.Routes);
    }

    private static IEnumerable<string> Changed(Results before, Results after)
        => after.Config.Routes.Where(pair => !ReferenceEquals(before.Config.Routes[pair.Key], pair.Value)).Select(pair => pair.Key);

    private static TestCluster Cluster(int routes)
        => new TestCluster()
            .Set(Make.Secret("cert"), Make.Gateway("gw", Make.Http("http"), Make.Https("https")))
            .Set(Enumerable.Range(0, routes).Select(i => Make.Route($"route-{i}", Make.Parent("gw"), $"host-{i}.com")));

    private static V1Service Versioned(string version)
    {
        var service = Make.Service("route-0");
        service.Metadata.ResourceVersion = version;
        return service;
    }
}
