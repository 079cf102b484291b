using GatewayKit.Explaining;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Explaining;

public sealed class ExplainTests
{
    private const string Configuration = """
        plugins: [ { name: probe, id: everywhere, stage: diagnostics, options: { name: first } } ]
        routes:
          orders:
            clusterId: up
            match: { path: "/orders/{**rest}", methods: [GET] }
            transforms: [ { pathRemovePrefix: /orders } ]
            plugins:
              - { name: probe, options: { name: "two words", answer: 418 } }
              - { name: token }
          post: { clusterId: up, match: { path: "/orders/{**rest}", methods: [POST] } }
          all: { clusterId: up, match: { path: "/{**rest}" } }
        groups: { gold: { plugins: [ { name: probe, options: { name: gold } } ] } }
        """;

    [Fact]
    public async Task A_pipeline_tells_its_plugins_in_the_order_in_which_they_run()
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), Configuration);

        Assert.Equal(
            [
                ("probe", "everywhere", PluginStage.Diagnostics, PluginScope.Global, null, "{ name: first, runs: false }"),
                ("token", null, PluginStage.Authentication, PluginScope.Route, "orders", "{ header: X-Token }"),
                ("probe", null, PluginStage.Transformation,
                    PluginScope.Route, "orders", "{ name: \"two words\", answer: 418, runs: false }"),
            ],
            gateway.Pipeline("orders").Select(p => (p.Name, p.Id, p.Stage, p.Scope, p.ScopeId, p.Options)));
    }

    [Theory]
    [InlineData("ADMIN.example.", "admin")]
    [InlineData("XN--BCHER-KVA.example:80", "books")]
    [InlineData("other.example.", "all")]
    public async Task The_host_is_spelled_as_for_a_request(string host, string route)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), """
            routes:
              admin: { clusterId: up, match: { hosts: [admin.example], path: "/{**rest}" } }
              books: { clusterId: up, match: { hosts: [bücher.example], path: "/{**rest}" } }
              all: { clusterId: up, match: { path: "/{**rest}" } }
            """);

        var explanation = await gateway.ExplainAsync("GET", "/x", new KeyValuePair<string, string>("Host", host));

        Assert.Equal(route, explanation.Route?.Id);
    }

    [Fact]
    public async Task A_route_in_maintenance_is_explained_as_refused_after_the_caller_is_known()
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), """
            routes: { a: { clusterId: up, match: { path: /a }, maintenance: { status: 410 }, plugins: [ { name: token } ] } }
            """);

        var unknown = await gateway.ExplainAsync("GET", "/a");
        var known = await gateway.ExplainAsync("GET", "/a", new KeyValuePair<string, string>("X-Token", "alice"));

        Assert.Equal(401, unknown.Refused);
        Assert.Equal((410, "The route is in maintenance.", "alice"), (known.Refused, known.Reason, known.Caller?.Name));
    }

    [Fact]
    public async Task A_host_that_cannot_be_decoded_is_explained_as_refused()
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), Configuration);

        var explanation = await gateway.ExplainAsync("GET", "/orders/7", new KeyValuePair<string, string>("Host", "xn--99999999999"));

        Assert.Equal((400, null), (explanation.Refused, explanation.Route));
        Assert.Contains("one valid Host", explanation.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_explained_without_running_it()
    {
        var probe = new Probe();
        await using var gateway = await ProbeHost.StartAsync(probe, Configuration);

        var explanation = await gateway.ExplainAsync("GET", "/orders/7%2F8?x=1", new KeyValuePair<string, string>("X-Token", "ann:gold"));

        Assert.Equal(400, explanation.Refused);
        Assert.Equal("The edge rejects the request before the first plugin. The path has an encoded slash ('%2F'). The option "
            + "paths.encodedSlash controls that.", explanation.Reason);
        Assert.Empty(probe.Events);

        explanation = await gateway.ExplainAsync("GET", "/orders/7?x=1", new KeyValuePair<string, string>("X-Token", "ann:gold"));
        Assert.Equal("orders", explanation.Route?.Id);
        Assert.Equal([("all", null), ("post", "method")], explanation.Others.Select(o => (o.Id, o.Mismatch)));
        Assert.Equal("ann", explanation.Caller?.Name);
        Assert.Equal(PluginScope.Group, explanation.Plugins[^1].Scope);
        Assert.Equal($"{gateway.Upstream.Address}7?x=1", explanation.UpstreamUrl);
        Assert.Empty(probe.Events);
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_request_that_no_route_matches_is_explained_as_404()
    {
        await using var gateway =
            await ProbeHost.StartAsync(new Probe(), "routes: { one: { clusterId: up, match: { path: /one, hosts: [one.example] } } }");

        var explanation = await gateway.ExplainAsync("GET", "/one");

        Assert.Equal(404, explanation.Refused);
        Assert.Empty(explanation.AllowedMethods);
        Assert.Equal([("one", "host")], explanation.Others.Select(o => (o.Id, o.Mismatch)));
    }

    [Fact]
    public async Task A_method_that_no_route_takes_is_explained_as_405_as_the_gateway_answers()
    {
        await using var gateway =
            await ProbeHost.StartAsync(new Probe(), "routes: { one: { clusterId: up, match: { path: /one, methods: [PUT, GET] } } }");

        var explanation = await gateway.ExplainAsync("DELETE", "/one");
        using var answer = await gateway.Client.DeleteAsync(new Uri("/one", UriKind.Relative));

        Assert.Equal((int)answer.StatusCode, explanation.Refused);
        Assert.Equal(answer.Content.Headers.Allow.Order(), explanation.AllowedMethods.Order());
        Assert.Equal("No route matches the method DELETE for this path. Allowed: GET, PUT.", explanation.Reason);
        Assert.Equal([("one", "method")], explanation.Others.Select(o => (o.Id, o.Mismatch)));
    }

    [Theory]
    [InlineData(null, "This request needs credentials.")]
    [InlineData("bad", "The token is bad.")]
    public async Task A_request_that_authentication_refuses_is_explained_as_401_with_the_entry(string? token, string reason)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), Configuration);

        var explanation = await gateway.ExplainAsync("GET", "/orders/7", token is null ? [] : [new("X-Token", token)]);

        Assert.Equal((401, "token", $"Plugin 'token' rejects the request. {reason}"),
            (explanation.Refused, explanation.RefusedBy?.Name, explanation.Reason));
        Assert.Equal("orders", explanation.Route?.Id);
        Assert.Equal((null, null, null), (explanation.Caller, explanation.ClusterId, explanation.UpstreamUrl));
        Assert.Equal(3, explanation.Plugins.Count);
    }

    [Theory]
    [InlineData("forbidden", 403, $"Plugin 'claims' rejects the request. {ClaimsPlugin.Reason}")]
    [InlineData("login", 302, "Plugin 'claims' answers 302 instead of authenticating the caller.")]
    public async Task A_request_that_authentication_forbids_or_answers_is_explained_with_the_status_and_the_entry(
        string value, int status, string reason)
    {
        await using var gateway =
            await ProbeHost.StartAsync(new Probe(), ProbeHost.Route("- { name: claims }"), setup => setup.WithPlugin<ClaimsPlugin>());

        var explanation = await gateway.ExplainAsync("GET", "/x", [new("X-Claims", value)]);

        Assert.Equal((status, "claims", reason), (explanation.Refused, explanation.RefusedBy?.Name, explanation.Reason));
        Assert.Equal((null, null), (explanation.Caller, explanation.ClusterId));
    }

    [Fact]
    public async Task A_request_that_no_route_matches_and_the_edge_refuses_names_the_rule()
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), "routes: { one: { clusterId: up, match: { path: /one } } }");

        var explanation = await gateway.ExplainAsync("GET", "/a//b");

        Assert.Equal(400, explanation.Refused);
        Assert.Contains("The path has an empty segment ('//').", explanation.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("merge", "one", 201)]
    [InlineData("keep", "all", 202)]
    public async Task Empty_segments_are_merged_as_before_routing(string rule, string route, int status)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), $$"""
            paths: { emptySegments: {{rule}} }
            routes:
              one: { match: { path: "/one/{id}" }, plugins: [ { name: probe, options: { name: a, answer: 201 } } ] }
              all: { match: { path: "/{**rest}" }, order: 1, plugins: [ { name: probe, options: { name: b, answer: 202 } } ] }
            """);

        Assert.Equal(route, (await gateway.ExplainAsync("GET", "/one//1")).Route?.Id);
        Assert.Equal(status, (int)(await gateway.Client.GetAsync("/one//1").WaitAsync(TimeSpan.FromSeconds(60))).StatusCode);
    }

    [Fact]
    public async Task A_value_from_the_environment_is_shown_as_it_is_written()
    {
        Environment.SetEnvironmentVariable("EXPLAIN_TESTS_VALUE", "5s3cr3t");
        await using var gateway =
            await GatewayTestHost.StartAsync(setup => setup.WithPlugin<WordyPlugin>().WithConfiguration(ProbeHost.Route("""
                - name: wordy
                  options:
                    text: "a ${env:EXPLAIN_TESTS_VALUE}"
                    secret: "${env:EXPLAIN_TESTS_VALUE}"
                    half: "Bearer ${env:EXPLAIN_TESTS_VALUE}"
                    list: [plain, "${env:EXPLAIN_TESTS_VALUE}"]
                    set: ["${env:EXPLAIN_TESTS_VALUE}", plain]
                    map: { a: "${env:EXPLAIN_TESTS_VALUE}", b: plain }
                    inner: [ { text: "${env:EXPLAIN_TESTS_VALUE}", secret: literal } ]
                """) + "\n" + ProbeHost.Cluster));

        var options = gateway.Pipeline("all").Single().Options;

        Assert.Equal(
            """
            { text: "a ${env:V}", secret: "${env:V}", half: ***, list: [ plain, "${env:V}" ], set: [ "${env:V}", plain ], map: { a: "${env:V}", b: plain }, inner: [ { text: "${env:V}", secret: *** } ] }
            """,
            options.Replace("EXPLAIN_TESTS_VALUE", "V", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secrets_are_masked()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<SecretivePlugin>()
            .WithConfiguration(ProbeHost.Route("- { name: secretive, options: { password: hunter2 } }") + "\n" + ProbeHost.Cluster));

        Assert.Equal("{ password: *** }", gateway.Pipeline("all").Single().Options);
    }
}
