using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Tests.Translation.Routes;

/// <summary>The routes of the gateway that an HTTPRoute becomes.</summary>
public sealed class HttpRouteTests
{
    private readonly RouteScene _scene = new RouteScene()
        .Service("a", addresses: "10.0.0.1")
        .Service("b", addresses: ["10.0.0.2", "10.0.0.3"]);

    [Fact]
    public void A_route_that_would_become_too_many_is_not_translated()
    {
        var scene = new RouteScene
        {
            Attachments = [.. Enumerable.Range(0, 64).Select(i => RouteScene.Attachment($"l{i}", hosts: [$"h{i}.example.com"]))],
        };
        var rule = RouteScene.Rule([.. Enumerable.Range(0, 16).Select(_ => RouteScene.To("a"))]) with
        {
            Matches = [.. Enumerable.Range(0, 16).Select(i => RouteScene.Prefix($"/{i}"))],
        };

        var error = Assert.Throws<InvalidOperationException>(() => scene.Translate(RouteScene.Route(rule)));

        Assert.Equal("its matches, backends and listeners are more than 10000 combinations.", error.Message);
    }

    [Fact]
    public void A_rule_becomes_a_route_to_the_ready_endpoints()
    {
        var route = _scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("b")) with { Matches = [RouteScene.Prefix("/shop")] }));

        var (id, found) = Assert.Single(route.Routes);
        Assert.Equal(("team/httproute/shop/0/0/0", "team/service/b/80"), (id, found.Route.ClusterId));
        Assert.Equal((id, PreciseMatch.AnyRequest), (found.Route.RouteId, found.Route.Match));
        Assert.Equal(new PathCondition(PathConditionKind.Prefix, "/shop"), found.Match!.Path);
        Assert.Equal("team/gate/http", Assert.Single(found.Match.Listeners));
        Assert.Equal(("team/shop", 1767323045), (found.Match.Owner, found.Match.Created));
        Assert.Equal(
            ["http://10.0.0.2:8080", "http://10.0.0.3:8080"],
            Assert.Single(route.Clusters).Cluster.Cluster.Destinations!.Values.Select(destination => destination.Address));
        Assert.Equal((null, null, null), (route.Rejection, route.Unresolved, route.PartlyInvalid));
    }

    [Fact]
    public void A_route_without_rules_matches_every_request_and_has_no_backend()
    {
        var (_, found) = Assert.Single(_scene.Translate(RouteScene.Route()).Routes);

        Assert.Equal((PathCondition.Any, null), (found.Match!.Path, found.Route.ClusterId));
        Assert.Equal(["kubernetes-unavailable"], NamesOf(found));
    }

    [Fact]
    public void Conditions_keep_their_order_over_all_rules()
    {
        var rule = RouteScene.Rule(RouteScene.To("a")) with { Matches = [RouteScene.Prefix("/a"), RouteScene.Prefix("/b")] };

        var routes = _scene.Translate(RouteScene.Route(rule, rule with { Name = "second" })).Routes;

        Assert.Equal([0, 1, 2, 3], routes.Select(route => route.Value.Match!.Position));
        Assert.Equal("team/httproute/shop/@second/1/0", routes[3].Key);
    }

    [Fact]
    public void Backends_share_the_requests_by_weight()
    {
        var rule = RouteScene.Rule(RouteScene.To("a", weight: 9), RouteScene.To("b", weight: 0));

        var routes = _scene.Translate(RouteScene.Route(rule)).Routes;

        Assert.Equal([9, 0], routes.Select(route => route.Value.Match!.Weight));
        Assert.Equal("team/httproute/shop/0/0", Assert.Single(routes.Select(route => route.Value.Match!.Choice).Distinct()));
    }

    [Fact]
    public void A_single_backend_without_weight_is_a_choice_of_nothing()
        => Assert.NotNull(Assert.Single(_scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("a", weight: 0)))).Routes)
            .Value.Match!.Choice);

    [Fact]
    public void An_invalid_backend_answers_for_its_share()
    {
        foreach (var (reason, reference) in new (string, BackendReference)[]
        {
            ("InvalidKind", RouteScene.To("a") with { Kind = "Bucket", Group = "storage.example" }),
            ("BackendNotFound", RouteScene.To("missing")),
            ("BackendNotFound", RouteScene.To("a", port: 81)),
            ("BackendNotFound", RouteScene.To("a", port: null)),
            ("RefNotPermitted", RouteScene.To("a") with { Namespace = "other" }),
        })
        {
            var route = _scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("b", weight: 3), reference)));

            Assert.Equal(reason, route.Unresolved?.Reason);
            Assert.Equal(["team/service/b/80", null], route.Routes.Select(found => found.Value.Route.ClusterId));
            Assert.Equal(["kubernetes-unavailable"], NamesOf(route.Routes[1].Value));
            Assert.Equal((3, 1), (route.Routes[0].Value.Match!.Weight, route.Routes[1].Value.Match!.Weight));
        }
    }

    [Fact]
    public void A_grant_permits_a_reference_to_another_namespace()
    {
        var route = RouteScene.Route(RouteScene.Rule(RouteScene.To("a") with { Namespace = "other" }));
        _scene.Service("a", ns: "other", addresses: "10.0.0.9");

        Assert.Null(_scene.Grant("HTTPRoute", "other", "a").Translate(route).Unresolved);
        Assert.Equal("RefNotPermitted", _scene.Grant("HTTPRoute", "other", "b").Translate(route).Unresolved?.Reason);
        Assert.Equal("RefNotPermitted", _scene.Grant("GRPCRoute", "other").Translate(route).Unresolved?.Reason);
    }

    [Fact]
    public void Listeners_with_the_same_hosts_share_a_route()
    {
        _scene.Attachments =
        [
            RouteScene.Attachment("http", hosts: ["a.example"]), RouteScene.Attachment("https", 443, ["a.example"]),
            RouteScene.Attachment("other", 8080, ["a.example", "b.example"]),
        ];

        var routes = _scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("a")))).Routes;

        Assert.Equal(["team/httproute/shop/0/0/0", "team/httproute/shop/0/0/(team/gate/other)/0"], routes.Select(route => route.Key));
        Assert.Equal<string>(["team/gate/http", "team/gate/https"], routes[0].Value.Match!.Listeners);
        Assert.Equal<string>(["a.example", "b.example"], routes[1].Value.Match!.Hosts);
    }

    [Fact]
    public void A_route_whose_rules_are_all_invalid_is_rejected()
    {
        var invalid = RouteScene.Rule(RouteScene.To("a")) with { Matches = [new HttpRouteMatch { Method = "QUERY" }] };

        var route = _scene.Translate(RouteScene.Route(invalid));

        Assert.Equal(("UnsupportedValue", null), (route.Rejection?.Reason, route.PartlyInvalid));
        Assert.Empty(route.Routes);
    }

    [Fact]
    public void An_invalid_rule_is_dropped_or_answers_500_while_others_serve()
    {
        var unknown = RouteScene.Rule(RouteScene.To("a")) with { Matches = [new HttpRouteMatch { Method = "QUERY" }] };
        var filtered = RouteScene.Rule(RouteScene.To("a")) with { Filters = [new RouteFilter { Type = "Teleport" }] };

        var route = _scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("b")), unknown, filtered));

        Assert.StartsWith("Dropped Rule 1, 2: ", route.PartlyInvalid?.Message, StringComparison.Ordinal);
        Assert.Equal(("UnsupportedValue", null), (route.PartlyInvalid?.Reason, route.Rejection));
        Assert.Equal(["team/service/b/80", null], route.Routes.Select(found => found.Value.Route.ClusterId));
        Assert.Equal(["kubernetes-unavailable"], NamesOf(route.Routes[1].Value));
    }

    [Fact]
    public void A_plugin_that_does_not_exist_fails_its_rule_closed()
    {
        var filter = new RouteFilter
        {
            Type = "ExtensionRef",
            ExtensionRef = new ObjectReference { Group = "gatewaykit.io", Kind = "GatewayPlugin", Name = "missing" },
        };

        var route = _scene.Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("a")) with { Filters = [filter] }));

        Assert.NotNull(route.Unresolved);
        Assert.Equal(["kubernetes-unavailable"], NamesOf(Assert.Single(route.Routes).Value));
    }

    [Theory]
    [InlineData("500ms", null, 500)]
    [InlineData("10s", "2s", 2_000)]
    [InlineData("0s", "2s", 2_000)]
    [InlineData("0s", null, null)]
    public void The_shorter_limit_applies(string? request, string? backend, int? milliseconds)
    {
        var rule = RouteScene.Rule(RouteScene.To("a")) with { Timeouts = new() { Request = request, BackendRequest = backend } };

        var route = Assert.Single(_scene.Translate(RouteScene.Route(rule)).Routes).Value.Route;

        Assert.Equal(milliseconds, (int?)route.Timeout?.TotalMilliseconds);
    }

    [Fact]
    public void With_retries_both_limits_apply()
    {
        var rule = RouteScene.Rule(RouteScene.To("a")) with
        {
            Timeouts = new() { Request = "10s", BackendRequest = "2s" },
            Retry = new() { Codes = [503, 500], Attempts = 3, Backoff = "100ms" },
        };

        var route = _scene.Translate(RouteScene.Route(rule));

        var policies = Assert.Single(route.Clusters).Cluster.Policies!;
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.Single(route.Routes).Value.Route.Timeout);
        Assert.Equal((TimeSpan.FromSeconds(2), 4), (policies.Timeout?.PerTry, policies.Retry!.Attempts));
        Assert.Equal([500, 503], policies.Retry.Statuses);
    }

    [Fact]
    public void Without_a_limit_silence_has_none_as_well()
    {
        var rule = RouteScene.Rule(RouteScene.To("a")) with { Timeouts = new() { Request = "0s" } };

        var cluster = Assert.Single(_scene.Translate(RouteScene.Route(rule)).Clusters).Cluster.Cluster;

        Assert.Equal(TimeSpan.FromDays(1), cluster.HttpRequest?.ActivityTimeout);
        Assert.NotEqual("team/service/a/80", cluster.ClusterId);
    }

    [Fact]
    public void Unchanged_resources_give_the_same_cluster()
    {
        var route = RouteScene.Route(RouteScene.Rule(RouteScene.To("a"), RouteScene.To("b")));
        var before = _scene.Translate(route).Clusters;

        _scene.Service("a", addresses: "10.0.0.7");
        var now = _scene.Translate(route).Clusters;

        Assert.NotSame(before[0].Cluster, now[0].Cluster);
        Assert.Same(before[1].Cluster, now[1].Cluster);
        Assert.Equal(["a", "b"], _scene.Translate(route).Services.Select(service => service.Name));
    }

    private static IEnumerable<string> NamesOf(GatewayRoute route) => route.Plugins.Select(plugin => plugin.Name);
}
