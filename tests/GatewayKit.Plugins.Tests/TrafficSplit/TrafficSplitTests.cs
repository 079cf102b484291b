using GatewayKit.Configuration;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Plugins.TrafficSplit;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Plugins.Tests.TrafficSplit;

public sealed class TrafficSplitTests(TrafficSplitTests.Fixture fixture) : IClassFixture<TrafficSplitTests.Fixture>
{
    private const string Clusters = """

        clusters:
          stable: { destinations: { one: { address: "{upstream}/stable" } } }
          next: { destinations: { one: { address: "{upstream}/next" } } }
        """;

    [Fact]
    public async Task Requests_go_to_the_cluster_with_the_weight()
    {
        using var metrics = new Metrics(fixture.Host);

        Assert.Equal("/next/all", (await fixture.Host.GetAsync("/all")).Body);
        Assert.Equal("/stable/dark", (await fixture.Host.GetAsync("/dark")).Body);
        Assert.Contains("route:all/traffic-split next 1", metrics.Of("gatewaykit.split.requests"));
        Assert.DoesNotContain(fixture.Host.Logs.Lines, line => line.Contains("no route uses it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Testers_reach_a_cluster_without_weight_by_header_or_cookie_and_others_do_not()
    {
        Assert.Equal("/next/dark", await TargetAsync("/dark", ("X-Api-Key", "tess-key"), ("X-Cluster", "NEXT")));
        Assert.Equal("/next/dark", await TargetAsync("/dark", ("X-Api-Key", "tess-key"), ("Cookie", "a=b; cluster=next")));
        Assert.Equal("/stable/dark", await TargetAsync("/dark", ("X-Api-Key", "tess-key"), ("X-Cluster", "other")));
        Assert.Equal("/stable/dark", await TargetAsync("/dark", ("X-Api-Key", "alice-key"), ("X-Cluster", "next")));
        Assert.Equal("/stable/dark", await TargetAsync("/dark", ("X-Cluster", "next")));
    }

    [Theory]
    [InlineData("/by-header", "X-User")]
    [InlineData("/by-cookie", "Cookie")]
    public async Task Equal_values_reach_the_same_cluster_and_different_ones_both(string path, string header)
    {
        var targets = new List<string>();
        for (var user = 0; user < 24; user++)
        {
            var first = await TargetAsync(path, (header, $"user={user}"));
            Assert.Equal(first, await TargetAsync(path, (header, $"user={user}")));
            targets.Add(first);
        }

        Assert.Equal(2, targets.Distinct().Count());
    }

    [Fact]
    public async Task A_consumer_stays_on_its_cluster_through_a_reload()
    {
        await using var host = await PluginGateway.StartAsync(Configuration(50), setup => setup.WithUpstream(EchoAsync));
        var before = await AllAsync(host);

        Assert.Empty(await host.ReloadAsync(Configuration(60)));
        var after = await AllAsync(host);

        Assert.Equal(["next", "stable"], before.Distinct().Order());
        Assert.All(before.Zip(after), pair => Assert.True(pair.First == pair.Second || pair.Second == "next"));

        static string Configuration(int weight) => PluginGateway.OneRoute(
                "{ name: key-auth }",
                $"{{ name: traffic-split, options: {{ weights: {{ up: {100 - weight}, next: {weight} }}, stickyBy: consumer }} }}")
            .Replace("\"{upstream}\"", "\"{upstream}/stable\"", StringComparison.Ordinal)
            + "  next: { destinations: { one: { address: \"{upstream}/next\" } } }\nconsumers:\n"
            + string.Concat(Enumerable.Range(0, 24).Select(i => $"  c{i}: {{ credentials: {{ key-auth: [ {{ key: key-{i} }} ] }} }}\n"));

        static async Task<List<string>> AllAsync(GatewayKit.Testing.GatewayTestHost host)
        {
            var targets = new List<string>();
            for (var i = 0; i < 24; i++)
                targets.Add((await host.GetAsync("/x", ("X-Api-Key", $"key-{i}"))).Body.Split('/')[1]);
            return targets;
        }
    }

    [Fact]
    public async Task The_chosen_cluster_keeps_its_own_session_affinity_and_an_unhealthy_one_answers_503()
    {
        var first = await fixture.Host.GetAsync("/sticky");
        var cookie = first.Header("Set-Cookie")!.Split(';')[0];
        var again = await fixture.Host.GetAsync("/sticky", ("Cookie", cookie));

        Assert.StartsWith("next-affinity=", cookie, StringComparison.Ordinal);
        Assert.Equal((first.Body, null), (again.Body, again.Header("Set-Cookie")));
        Assert.Equal(503, (await fixture.Host.GetAsync("/empty")).Status);
    }

    [Fact]
    public async Task A_request_for_another_cluster_is_not_split()
        => Assert.Equal("/other/other", await TargetAsync("/other"));

    [Fact]
    public void Choosing_allocates_nothing()
    {
        using var host = new FakeMeters();
        var plugin = new TrafficSplitPlugin(
            new TrafficSplitOptions { Weights = new Dictionary<string, int> { ["a"] = 50, ["b"] = 50 }, StickyBy = "ip" },
            new PluginPlacement { Plugin = "traffic-split", Scope = PluginScope.Global }, TimeProvider.System, host,
            NullLogger<TrafficSplitPlugin>.Instance);
        var context = new FakeContext { ClusterId = "a" };
        context.Http.Connection.RemoteIpAddress = System.Net.IPAddress.Loopback;
        plugin.OnRequestAsync(context).Now();

        Assert.Equal(0, AllocatedBytes.Of(() => plugin.OnRequestAsync(context).Now()));
    }

    [Theory]
    [InlineData("weights: { up: 1, nxt: 1 }", ".weights names 'nxt'; no cluster has this name. Did you mean 'next'? There are: next, up.")]
    [InlineData("weights: { next: 1, third: 1 }", ".weights doesn't name 'up', the cluster of the route.",
        "  third: { destinations: { one: { address: 'http://127.0.0.1:9' } } }\n")]
    [InlineData("weights: { up: 1 }", ".weights is a list of 1")]
    [InlineData("weights: { up: 0, next: 0 }", ".weights must have a weight above 0.")]
    [InlineData("weights: { up: -1, next: 1 }", ".weights.up is -1; it must be between 0 and 1000000.")]
    [InlineData("weights: { up: 1, next: 1 }, stickyBy: user", ".stickyBy is 'user'; it must be consumer, ip, header:NAME or cookie:NAME.")]
    [InlineData("weights: { up: 1, next: 1 }, testers: {}", ".testers need a 'header' or a 'cookie'.")]
    [InlineData("weights: { up: 1, limited: 1 }", ".weights names 'up' and 'limited', which have different plugins, but only those of the "
        + "route's cluster run, whichever is chosen; give both the same plugins, or move the plugins to the routes.",
        "  limited: { destinations: { one: { address: 'http://127.0.0.1:9' } }, plugins: [ { name: acl, options: { allow: [a] } } ] }\n")]
    [InlineData("weights: { up: 1, sticky: 1 }", ".weights names 'up' and 'sticky', but only one of them has session affinity; "
        + "enable it for both or for none, with a different affinityKeyName.",
        "  sticky: { destinations: { one: { address: 'http://127.0.0.1:9' } }, sessionAffinity: { enabled: true, affinityKeyName: k } }\n")]
    public async Task A_wrong_option_is_named(string options, string error, string more = "")
        => Assert.StartsWith($"(traffic-split): options{error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync(
                $"{{ name: traffic-split, options: {{ {options} }} }}",
                "  next: { destinations: { one: { address: 'http://127.0.0.1:9' } } }\n" + more)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("affinityKeyName: K", "which have the same affinityKeyName; give each its own.")]
    [InlineData("affinityKeyName: l, policy: CustomHeader", "whose session affinity has different policies, HashCookie and CustomHeader; "
        + "give both the same policy.")]
    public async Task Clusters_with_session_affinity_have_the_same_policy_and_different_keys(string affinity, string error)
    {
        const string up = "up: { destinations: { one: { address: \"{upstream}\" } }";
        var yaml = PluginGateway.OneRoute("{ name: traffic-split, options: { weights: { up: 1, next: 1 } } }")
            .Replace(up, up + ", sessionAffinity: { enabled: true, affinityKeyName: k }", StringComparison.Ordinal)
            + $"  next: {{ destinations: {{}}, sessionAffinity: {{ enabled: true, {affinity} }} }}\n";

        var refusal = await Assert.ThrowsAsync<GatewayConfigException>(() => PluginGateway.StartAsync(yaml));

        Assert.EndsWith($"options.weights names 'up' and 'next', {error}", Assert.Single(refusal.Errors).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cluster: up", "options.weights must have a weight above 0 for another cluster than 'up'.")]
    [InlineData("cluster: other, maxErrorRate: 1", "options.schedule.cluster is 'other'; it must be one of 'weights'.")]
    [InlineData("cluster: next",
        "options.schedule has no bound; set 'maxErrorRate', 'maxErrorIncrease', 'maxLatency' or 'maxLatencyRatio'.")]
    [InlineData("cluster: next, maxErrorRate: 1, steps: [5, 5]",
        "options.schedule.steps[1] is 5; it must be above the step before, and at most 100.")]
    [InlineData("cluster: next, maxErrorRate: 1, steps: [101]",
        "options.schedule.steps[0] is 101; it must be above the step before, and at most 100.")]
    public async Task A_wrong_schedule_is_named(string schedule, string error)
        => Assert.Contains($"(traffic-split): {error}", await PluginGateway.ErrorsOfAsync(
            $"{{ name: traffic-split, options: {{ weights: {{ up: 1, next: 0 }}, schedule: {{ {schedule} }} }} }}",
            "  next: { destinations: { one: { address: 'http://127.0.0.1:9' } } }\n"));

    [Fact]
    public async Task Clusters_with_equal_plugins_can_replace_each_other_and_the_entry_itself_is_not_compared()
    {
        const string Plugins = "{ name: rate-limit, options: { limit: 9, window: 1m } }";
        await using var host = await PluginGateway.StartAsync($$"""
            routes: { all: { clusterId: a, match: { path: "/{**rest}" } } }
            clusters:
              a:
                destinations: { one: { address: "{upstream}/a" } }
                plugins: [ {{Plugins}}, { name: traffic-split, options: { weights: { a: 0, b: 1 } } } ]
              b: { destinations: { one: { address: "{upstream}/b" } }, plugins: [ {{Plugins}} ] }
            """, setup => setup.WithUpstream(EchoAsync));

        Assert.Equal("/b/x", (await host.GetAsync("/x")).Body);
    }

    [Fact]
    public async Task A_split_on_a_route_without_a_cluster_is_refused()
    {
        var error = await Assert.ThrowsAsync<GatewayConfigException>(() => PluginGateway.StartAsync(
            "routes: { a: { match: { path: /a }, plugins: [ { name: mock }, { name: traffic-split, "
                + "options: { weights: { stable: 1, next: 1 } } } ] } }" + Clusters));

        Assert.Equal("routes.a.plugins[1] (traffic-split): options.weights has no effect; the route doesn't have a cluster.",
            Assert.Single(error.Errors).Text);
    }

    private static Task EchoAsync(HttpContext http) => http.Response.WriteAsync(http.Request.Path);

    private async Task<string> TargetAsync(string path, params (string Name, string Value)[] headers)
        => (await fixture.Host.GetAsync(path, headers)).Body;

    public sealed class Fixture() : RouteHost("""
        routes:
          all:
            clusterId: stable
            match: { path: /all }
            plugins: [ { name: traffic-split, options: { weights: { stable: 0, next: 1 } } } ]
          dark:
            clusterId: stable
            match: { path: /dark }
            authentication: any
            plugins:
              - { name: key-auth }
              - { name: anonymous, options: { consumer: guest } }
              - name: traffic-split
                options: { weights: { stable: 1, next: 0 }, testers: { header: X-Cluster, cookie: cluster, groups: [testers] } }
          by-header:
            clusterId: stable
            match: { path: /by-header }
            plugins: [ { name: traffic-split, options: { weights: { stable: 1, next: 1 }, stickyBy: "header:X-User" } } ]
          by-cookie:
            clusterId: stable
            match: { path: /by-cookie }
            plugins: [ { name: traffic-split, options: { weights: { stable: 1, next: 1 }, stickyBy: "cookie:user" } } ]
          sticky:
            clusterId: affinity
            match: { path: /sticky }
            plugins: [ { name: traffic-split, options: { weights: { affinity: 0, next-affinity: 1 } } } ]
          empty:
            clusterId: stable
            match: { path: /empty }
            plugins: [ { name: traffic-split, options: { weights: { stable: 0, none: 1 } } } ]
          other: { clusterId: other, match: { path: /other } }
        plugins: [ { name: traffic-split, id: everywhere, options: { weights: { stable: 1, next: 0 } } } ]
        clusters:
          stable: { destinations: { one: { address: "{upstream}/stable" } } }
          next: { destinations: { one: { address: "{upstream}/next" } } }
          none: { destinations: {} }
          other: { destinations: { one: { address: "{upstream}/other" } } }
          affinity:
            sessionAffinity: { enabled: true, affinityKeyName: affinity }
            destinations: { one: { address: "{upstream}/stable" } }
          next-affinity:
            sessionAffinity: { enabled: true, affinityKeyName: next-affinity }
            destinations: { one: { address: "{upstream}/next/1" }, two: { address: "{upstream}/next/2" } }
        groups: { testers: {} }
        consumers:
          alice: { credentials: { key-auth: [ { key: alice-key } ] } }
          tess: { groups: [testers], credentials: { key-auth: [ { key: tess-key } ] } }
        """, setup => setup.WithUpstream(EchoAsync));
}
