using System.Collections.Immutable;
using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Publishing;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Tests.Writing;

public sealed class RejectionsTests
{
    private readonly Rejections _rejections = new();

    private readonly GatewayConfig _config = new()
    {
        Routes = ImmutableDictionary<string, GatewayRoute>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase)
            .Add("one", Route("one", "shared", "web"))
            .Add("two", Route("two", "shared", "web", "other"))
            .Add("three", Route("three", "own", "other")),
        Clusters = ImmutableDictionary<string, GatewayCluster>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase)
            .Add("shared", new GatewayCluster { Cluster = new ClusterConfig { ClusterId = "shared" } })
            .Add("own", new GatewayCluster { Cluster = new ClusterConfig { ClusterId = "own" } }),
        Listeners = ImmutableDictionary<string, GatewayListener>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase)
            .Add("web", new GatewayListener { Address = IPAddress.Loopback, Port = 80, Protocol = ListenerProtocol.Tcp })
            .Add("other", new GatewayListener { Address = IPAddress.Loopback, Port = 81, Protocol = ListenerProtocol.Tcp }),
        StreamRoutes = ImmutableDictionary<string, StreamRoute>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase)
            .Add("tcp", Stream("own", "web"))
            .Add("tcp2", Stream("shared", "other")),
    };

    [Fact]
    public void Nothing_rejected_leaves_the_configuration_as_it_is()
    {
        _rejections.Begin(_config);

        Assert.Same(_config, _rejections.Apply());
    }

    [Fact]
    public void A_rejected_route_answers_instead_of_a_less_specific_one()
    {
        var rest = Reject(ConfigOwner.Route("one"));

        Assert.Equal(UnavailablePlugin.Name, rest.Routes["one"].Plugins.Single().Name);
        Assert.Equal(_config.Routes["one"].Match, rest.Routes["one"].Match);
        Assert.Same(_config.Routes["two"], rest.Routes["two"]);
        Assert.Equal(["Wrong."], _rejections.Errors[ConfigOwner.Route("one")].Select(error => error.Message));
    }

    [Fact]
    public void A_route_whose_replacement_is_rejected_is_removed()
    {
        Reject(ConfigOwner.Route("one"));

        Assert.True(_rejections.Add([Error(ConfigOwner.Route("one"))]));
        Assert.DoesNotContain("one", _rejections.Apply().Routes.Keys);
        Assert.False(_rejections.Add([Error(ConfigOwner.Route("one"))]));
    }

    [Fact]
    public void A_rejected_cluster_rejects_its_routes_and_its_streams_alone()
    {
        var rest = Reject(ConfigOwner.Cluster("shared"));

        Assert.Equal(["own"], rest.Clusters.Keys);
        Assert.Equal(UnavailablePlugin.Name, NameOf(rest.Routes["one"]));
        Assert.Equal(UnavailablePlugin.Name, NameOf(rest.Routes["two"]));
        Assert.Same(_config.Routes["three"], rest.Routes["three"]);
        Assert.Null(rest.StreamRoutes["tcp2"].Backends.Single().ClusterId);
        Assert.Equal("own", rest.StreamRoutes["tcp"].Backends.Single().ClusterId);
    }

    [Fact]
    public void A_rejected_stream_is_removed_and_not_one_whose_name_contains_its_own()
    {
        var rest = Reject(ConfigOwner.StreamRoute("tcp"));

        Assert.Equal(["tcp2"], rest.StreamRoutes.Keys);
        Assert.Equal([ConfigOwner.StreamRoute("tcp")], _rejections.Errors.Keys);
    }

    [Fact]
    public void A_rejected_listener_is_removed_from_routes_and_routes_without_another_listener_are_removed()
    {
        var rest = Reject(ConfigOwner.Listener("web"));

        Assert.Equal(["other"], rest.Listeners.Keys);
        Assert.Equal(["three", "two"], rest.Routes.Keys.Order());
        Assert.Equal("other", Assert.Single(rest.Routes["two"].Match!.Listeners));
        Assert.Equal(["tcp2"], rest.StreamRoutes.Keys);
    }

    [Fact]
    public void An_error_without_an_owner_cannot_be_avoided()
    {
        _rejections.Begin(_config);

        Assert.False(_rejections.Add([Error(default)]));
        Assert.False(_rejections.Add([Error(ConfigOwner.Route("unknown"))]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rejection_lasts_until_its_part_changes(bool isChanged)
    {
        Reject(ConfigOwner.Route("one"));
        Reject(ConfigOwner.StreamRoute("tcp"), begins: false);
        Reject(ConfigOwner.Listener("other"), begins: false);

        _rejections.Begin(!isChanged ? _config with { Routes = _config.Routes.Remove("three") } : _config with
        {
            Routes = _config.Routes.SetItem("one", Route("one", "shared", "web")),
            StreamRoutes = _config.StreamRoutes.SetItem("tcp", Stream("own", "web")),
            Listeners = _config.Listeners.SetItem("other", _config.Listeners["other"] with { Port = 82 }),
        });

        Assert.Equal(isChanged ? 0 : 3, _rejections.Errors.Count);
    }

    private static string NameOf(GatewayRoute route) => route.Plugins.IsEmpty ? "" : route.Plugins[0].Name;

    private static GatewayRoute Route(string id, string cluster, params string[] listeners) => new()
    {
        Route = new RouteConfig { RouteId = id, ClusterId = cluster, Match = new RouteMatch { Path = $"/{id}" } },
        Match = new PreciseMatch { Listeners = [.. listeners] },
    };

    private static StreamRoute Stream(string cluster, string listener)
        => new() { Listeners = [listener], Backends = [new StreamBackend(cluster, 1)] };

    private static ConfigError Error(ConfigOwner owner) => new("somewhere", "Wrong.", default) { Owner = owner };

    private GatewayConfig Reject(ConfigOwner owner, bool begins = true)
    {
        if (begins)
            _rejections.Begin(_config);
        Assert.True(_rejections.Add([Error(owner)]));
        return _rejections.Apply();
    }
}
