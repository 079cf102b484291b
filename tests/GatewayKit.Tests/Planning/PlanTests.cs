using GatewayKit.Planning;
using GatewayKit.Planning.Traffic;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Planning;

/// <summary>The differences that a change makes for requests.</summary>
public sealed class PlanTests
{
    private const string Before = """
        routes:
          orders:
            clusterId: up
            match: { path: "/orders/{**rest}" }
            plugins: [ { name: token }, { name: probe, options: { name: a, answer: 418 } } ]
          open: { clusterId: up, match: { path: /open, methods: [GET] } }
        clusters:
          up: { destinations: { one: { address: "http://127.0.0.1:9" } } }
          other: { destinations: { one: { address: "http://127.0.0.1:9" } } }
        groups: { gold: { plugins: [ { name: probe, options: { name: gold } } ] }, silver: {} }
        consumers: { ann: { groups: [gold] } }
        """;

    private const string Counting = """
        routes: { a: { clusterId: up, match: { path: /a }, plugins: [ { name: counting } ] } }
        clusters: { up: { destinations: { one: { address: "http://127.0.0.1:9" } } } }
        """;

    private const string TwoRoutes = """
        routes:
          all: { clusterId: up, order: 1, match: { path: "/{**rest}" } }
          a: { clusterId: up, match: { MATCH } }
        clusters: { up: { destinations: { one: { address: "http://127.0.0.1:9" } } } }
        """;

    [Fact]
    public async Task The_same_configuration_changes_nothing()
    {
        var report = await PlanAsync(Before, Before.Replace("[GET]", "[get]", StringComparison.Ordinal),
            Get("/orders/1"), Get("/orders/1", "ann"), Get("/open"), Get("/none"), Get("/orders//1"));

        Assert.True(report.IsUnchanged);
        Assert.Equal((5L, 0L, 1L, 4L), (report.Requests, report.Changed, report.WithConsumer, report.WithoutCaller));
    }

    [Theory]
    [InlineData("{ name: token }, ", "", "token no longer runs", "401 of token -> continues")]
    [InlineData("path: /open", "path: /closed", "404: No route matches this request.", null)]
    [InlineData("methods: [GET]", "methods: [PUT]", "405: ", null)]
    [InlineData("open: { clusterId: up", "open: { clusterId: other", "up -> other", null)]
    [InlineData("name: a, answer", "name: b, answer", "probe: name a -> b", null)]
    [InlineData("  open: {", "  free: {", "open -> free", null)]
    [InlineData("open: { clusterId: up,", "open: { clusterId: up, timeout: \"00:00:07\",", "route: timeout", null)]
    [InlineData("up: { dest", "up: { forwarder: yarp, dest", "cluster: forwarder", null)]
    [InlineData(
        "open: { clusterId: up,", "open: { clusterId: up, maintenance: {},", "continues -> 503 (The route is in maintenance.)", null)]
    [InlineData("up: { dest", "up: { destinationStates: { one: drained }, dest", "cluster: destinationStates", null)]
    [InlineData("groups: [gold]", "groups: [silver]", "groups of the consumer: gold -> silver", null)]
    [InlineData("{ name: gold }", "{ name: GOLD }", "probe: name gold -> GOLD", null)]
    [InlineData("- name: x", "", null, null)]
    public async Task A_difference_is_described(string from, string to, string? text, string? second)
    {
        var report = await PlanAsync(
            Before, Before.Replace(from, to, StringComparison.Ordinal),
            Get("/orders/1", status: 401), Get("/orders/1", "ann"), Get("/orders/1", "bob"), Get("/open"));

        var texts = report.Changes.SelectMany(change => change.Differences).Select(difference => difference.Text).ToList();
        Assert.Equal(text is null, texts.Count == 0);
        Assert.All(new[] { text, second }.OfType<string>(), expected => Assert.Contains(
            texts, found => found.StartsWith(expected, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_worst_changes_are_first_and_have_examples()
    {
        var after = Before.Replace("{ name: token }, ", "", StringComparison.Ordinal)
            .Replace("open: { clusterId: up", "open: { clusterId: other", StringComparison.Ordinal);

        var report = await PlanAsync(
            Before, after, Get("/open"), Get("/open?a=secret"),
            Get("/orders/1", "ann"), Get("/orders/2", "ann"), Get("/orders/3", "ann"), Get("/orders/4", "ann"));

        Assert.Equal(
            [(ChangeKind.Protected, 4L), (ChangeKind.Cluster, 2L)], report.Changes.Select(change => (change.Kind, change.Requests)));
        Assert.Equal(
            ["http://localhost/orders/1", "http://localhost/orders/2", "http://localhost/orders/3"],
            report.Changes[0].Examples.Select(example => example.Url));
        Assert.Equal("http://localhost/open", Assert.Single(report.Changes[1].Examples).Url);
    }

    [Fact]
    public async Task A_request_that_was_answered_had_credentials_that_the_record_does_not_have()
    {
        var after = Before.Replace("clusterId: up\n", "clusterId: other\n", StringComparison.Ordinal);

        var report = await PlanAsync(Before, after, Get("/orders/1", status: 200), Get("/orders/1", status: 401));

        Assert.Equal((2L, 1L, 1L), (report.WithoutCaller, report.WithHiddenCaller, report.Changed));
        Assert.Equal("up -> other", Assert.Single(Assert.Single(report.Changes).Differences).Text);
    }

    [Fact]
    public async Task A_header_that_routes_match_by_and_the_record_does_not_have_is_reported()
    {
        var after = Before.Replace(
            "path: /open,", "path: /open, headers: [ { name: X-Version, values: [\"2\"] } ],", StringComparison.Ordinal);

        var report = await PlanAsync(
            Before, after,
            Get("/open"), Get("/open") with { Headers = [new("x-version", "2")] }, Get("/open") with { HasAllHeaders = true });

        Assert.Equal(["X-Version"], report.UnrecordedHeaders);
        Assert.Equal((ChangeKind.NoRoute, 2L), (Assert.Single(report.Changes).Kind, report.Changed));
    }

    [Theory]
    [InlineData("[ { name: token } ]", "[ { name: open-token } ]", true)]
    [InlineData("[ { name: token }, { name: open-token } ]", "[ { name: token } ]", true)]
    [InlineData("[ { name: token } ], authentication: any", "[ { name: open-token } ], authentication: any", true)]
    [InlineData("[ { name: token }, { name: open-token } ], authentication: any", "[ { name: token } ]", false)]
    [InlineData("[ { name: token } ]", "[ { name: token }, { name: open-token } ]", false)]
    public async Task A_protection_is_lost_with_each_plugin_that_is_missing(string before, string after, bool isLost)
    {
        var report = await PlanAsync(Protected(before), Protected(after), Get("/a", "ann"));

        Assert.Equal(isLost, report.Kinds.Contains(ChangeKind.Protected));
    }

    [Fact]
    public async Task A_cluster_that_a_plugin_can_choose_is_compared()
    {
        const string Config = """
            routes: { a: { clusterId: up, match: { path: /a }, plugins: [ { name: chooser, options: { to: other } } ] } }
            clusters:
              up: { destinations: { one: { address: "http://127.0.0.1:9" } } }
              other: { destinations: { one: { address: "http://127.0.0.1:8" } } }
            """;

        var report = await PlanAsync(Config, Config.Replace(":8", ":7", StringComparison.Ordinal), Get("/a"));

        Assert.Equal("cluster other: destinations", Assert.Single(Assert.Single(report.Changes).Differences).Text);
    }

    [Fact]
    public async Task A_plan_counts_no_failures()
    {
        var count = new CountingPlugin.Count();

        var report = await PlanAsync(Counting, Counting, count, Get("/a", status: 401));

        Assert.Equal((1L, 2, 0), (report.Requests, count.Calls, count.Counted));
    }

    [Theory]
    [InlineData("/a/{id:int}", 2, "/a/1", "/a/x", "/a/2", "/b/1")]
    [InlineData("/a/{id:int}", 3, "/a/1", "/a/2147483647", "/a/2147483648", "/a/-1", "/a/1.5", "/a/b", "/a")]
    [InlineData("/a/{id:int:min(5)}", 1, "/a/1", "/a/5", "/a/x")]
    [InlineData("/a/{id:guid}", 1, "/a/1", "/a/0f8fad5b-d9cb-469f-a165-70867728950e", "/a/0f8fad5b")]
    [InlineData("/a/{id:alpha:length(2)?}", 2, "/a", "/a/ab", "/a/abc", "/a/a1")]
    [InlineData("/a/{id:regex(^[0-9]$)}", 2, "/a/1", "/a/2", "/a/12")]
    [InlineData("/a/{x}-{y}", 2, "/a/1-2", "/a/1", "/a/3-4")]
    [InlineData("/a/b/{**rest}", 2, "/a/b/1", "/a/c/1", "/a/B/2", "/a/x")]
    [InlineData("/a/{id?}", 4, "/a", "/a/", "/a/1", "/A/2", "/b/1", "/a/1/2")]
    [InlineData("/n/{**rest:maxlength(3)}", 2, "/n/1/2", "/n/1/23", "/n/2/3")]
    public async Task A_request_stands_for_others_only_if_they_match_alike(string path, int changed, params string[] targets)
    {
        var before = TwoRoutes.Replace("MATCH", $"path: \"{path}\"", StringComparison.Ordinal);

        var report = await PlanAsync(
            before, before.Replace("  a: {", "  b: {", StringComparison.Ordinal), [.. targets.Select(target => Get(target))]);

        Assert.Equal(changed, report.Changed);
    }

    [Fact]
    public async Task A_query_that_a_route_matches_by_makes_a_difference()
    {
        var before = TwoRoutes.Replace(
            "MATCH", "path: \"/a/{id}\", queryParameters: [ { name: q, values: [\"1\"] } ]", StringComparison.Ordinal);

        var report = await PlanAsync(
            before, before.Replace("  a: {", "  b: {", StringComparison.Ordinal), Get("/a/1?q=2"), Get("/a/2?q=1"), Get("/a/3"));

        Assert.Equal(1, report.Changed);
    }

    [Fact]
    public async Task A_policy_of_the_host_can_compare_any_part_of_a_target()
    {
        const string Config = """
            routes: { a: { clusterId: up, match: { path: "/a/{id}" } } }
            clusters: { up: { destinations: { one: { address: "http://127.0.0.1:9" } } } }
            """;
        await using var before = await StartAsync(Config, new CountingPlugin.Count());
        await using var after = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(gateway => gateway.Services.AddSingleton<MatcherPolicy, SevenPolicy>()).WithConfiguration(Config));

        var report = await after.PlanAsync(before, Get("/a/1"), Get("/a/7"), Get("/a/2"));

        Assert.Equal(1, report.Changed);
    }

    [Theory]
    [InlineData(null, 6)]
    [InlineData("ann", 0)]
    public async Task A_request_that_plugins_have_read_stands_only_for_the_same_target(string? consumer, int calls)
    {
        var count = new CountingPlugin.Count();

        await PlanAsync(
            Counting, Counting, count, Get("/a?x=1", consumer, 401), Get("/a?x=2", consumer, 401), Get("/a?x=1", consumer, 401),
            Get("/a", consumer, 401));

        Assert.Equal(calls, count.Calls);
    }

    [Theory]
    [InlineData("{ name: token }", "{ name: token, timeout: 5s }", ChangeKind.ProtectionOptions)]
    [InlineData("{ name: probe, options: { name: a } }", "{ name: probe, options: { name: b } }", ChangeKind.Options)]
    public async Task Other_options_of_a_plugin_that_protects_are_worse_than_others(string before, string after, ChangeKind kind)
    {
        var report = await PlanAsync(Protected($"[ {before} ]"), Protected($"[ {after} ]"), Get("/a", "ann"));

        Assert.Equal(kind, Assert.Single(report.Changes).Kind);
    }

    [Fact]
    public async Task A_caller_that_a_token_has_named_is_accepted_although_the_configuration_does_not_have_it()
    {
        var after = Counting.Replace("{ one:", "{ two:", StringComparison.Ordinal);

        var report = await PlanAsync(Counting, after, Get("/a", "user-42", 200), Get("/a", "user-42", 401));

        Assert.Equal((2L, 1L, 0L), (report.Requests, report.Changed, report.WithHiddenCaller));
        Assert.Equal("cluster: destinations", Assert.Single(Assert.Single(report.Changes).Differences).Text);
    }

    [Fact]
    public async Task A_protection_behind_a_caller_that_a_token_has_named_is_not_lost_silently()
    {
        const string Both = "[ { name: counting }, { name: token } ]";

        var report = await PlanAsync(Protected(Both), Protected("[ { name: counting } ]"), Get("/a", "user-42", 200));

        Assert.Equal(ChangeKind.Protected, Assert.Single(report.Changes).Kind);
    }

    [Theory]
    [InlineData(30_000_000, 200)]
    [InlineData(30_000_001, 413)]
    public async Task A_body_that_the_server_rejects_is_rejected(long length, int status)
    {
        var after = Before.Replace("open: { clusterId: up", "open: { clusterId: other", StringComparison.Ordinal);

        var report = await PlanAsync(Before, after, Get("/open") with { Length = length, Status = status });

        Assert.Equal((status == 200 ? 1 : 0, 0), (report.Changed, report.Contradicted));
    }

    [Theory]
    [InlineData("", "http")]
    [InlineData("tls: { redirect: true }\n", "https")]
    public async Task A_scheme_that_is_not_recorded_is_that_of_the_earlier_configuration(string tls, string scheme)
    {
        var count = new CountingPlugin.Count();

        await PlanAsync(tls + Counting, Counting, count, Get("/a", status: 401));

        Assert.Equal((2, scheme), (count.Calls, count.Scheme));
    }

    [Fact]
    public async Task A_record_that_contradicts_the_earlier_configuration_is_counted()
    {
        var report = await PlanAsync(
            Before, Before, Get("/none", status: 200), Get("/none", status: 404), Get("/none"), Get("/open", status: 500));

        Assert.Equal(1, report.Contradicted);
    }

    [Fact]
    public async Task Long_texts_of_an_example_are_cut()
    {
        var after = Before.Replace("open: { clusterId: up", "open: { clusterId: other", StringComparison.Ordinal);

        var report = await PlanAsync(Before, after, Get("/open", new string('a', 100_000)));

        Assert.Equal(2_003, Assert.Single(Assert.Single(report.Changes).Examples).Consumer!.Length);
    }

    [Fact]
    public async Task A_setting_of_the_gateway_as_a_whole_is_reported()
    {
        var report = await PlanAsync(Before, "trustedProxies: [10.0.0.1]\n" + Before, Get("/open"));

        Assert.Equal((0L, false), (report.Changed, report.IsUnchanged));
        Assert.Equal(["trustedProxies"], report.OtherSettings);
    }

    private static TrafficRequest Get(string target, string? consumer = null, int? status = null)
        => new() { Method = "GET", Target = target, Host = "localhost", Consumer = consumer, Status = status };

    private static string Protected(string plugins) => $$"""
        routes: { a: { clusterId: up, match: { path: /a }, plugins: {{plugins}} } }
        clusters: { up: { destinations: { one: { address: "http://127.0.0.1:9" } } } }
        consumers: { ann: {} }
        """;

    private static Task<PlanReport> PlanAsync(string before, string after, params TrafficRequest[] requests)
        => PlanAsync(before, after, new CountingPlugin.Count(), requests);

    private static async Task<PlanReport> PlanAsync(
        string before, string after, CountingPlugin.Count count, params TrafficRequest[] requests)
    {
        await using var old = await StartAsync(before, count);
        await using var now = await StartAsync(after, count);
        return await now.PlanAsync(old, requests);
    }

    private static Task<GatewayTestHost> StartAsync(string yaml, CountingPlugin.Count count) => GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<ProbePlugin>().WithPlugin<TokenPlugin>().WithPlugin<OpenTokenPlugin>().WithPlugin<ChooserPlugin>()
        .WithPlugin<CountingPlugin>()
        .WithGateway(gateway => gateway.Services.AddSingleton(new Probe()).AddSingleton(count))
        .WithConfiguration(yaml)).WaitAsync(TimeSpan.FromSeconds(60));
}
