using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Readers;
using GatewayKit.Proxy.Checks;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Proxy.Checks;

/// <summary>Routes that match alike: refused where the configuration shows it, decided by a rule where a request does.</summary>
public sealed class RouteOverlapTests
{
    [Theory]
    [InlineData("path: '/x/{id}'", "path: '/x/{name}'")]
    [InlineData("path: '/x/{id}'", "path: '/X/{ID}/'")]
    [InlineData("path: /x", "path: x")]
    [InlineData("path: '/{**rest}'", "path: '/{*all}'")]
    [InlineData("hosts: [a.example]", "path: '/{**all}', hosts: [A.example]")]
    [InlineData("path: '/x/{id:int}'", "path: '/x/{n:INT}'")]
    [InlineData("path: '/x/{id:int:min(1)}'", "path: '/x/{n:min(1):int}'")]
    [InlineData("path: '/x/{id?}'", "path: '/x/{id=5}'")]
    [InlineData("path: '/x/{a}-{b}'", "path: '/x/{c}-{d}'")]
    [InlineData("path: /x, methods: [GET, POST]", "path: /x, methods: [put, post]")]
    [InlineData("path: /x, hosts: [a.example, b.example]", "path: /x, hosts: [c.example, 'b.example:*']")]
    [InlineData("path: /x, hosts: ['*.example']", "path: /x, hosts: ['*.example']")]
    [InlineData("path: /x, headers: [ { name: X-A, values: ['1', '2'] } ]", "path: /x, headers: [ { name: x-a, values: ['2', '3'] } ]")]
    [InlineData("path: /x, headers: [ { name: X-A, mode: Exists } ]", "path: /x, headers: [ { name: X-A, values: ['2'] } ]")]
    [InlineData("path: /x, headers: [ { name: X-A, values: ['2'] } ]", "path: /x, headers: [ { name: X-A, mode: Exists } ]")]
    [InlineData("path: /x, headers: [ { name: X-A, mode: HeaderPrefix, values: [a] } ]",
        "path: /x, headers: [ { name: X-A, mode: HeaderPrefix, values: [ab] } ]")]
    [InlineData("path: /x, headers: [ { name: X-A, mode: NotExists } ]",
        "path: /x, headers: [ { name: X-A, mode: NotContains, values: [a] } ]")]
    [InlineData("path: /x, queryParameters: [ { name: q, values: [a] } ]", "path: /x, queryParameters: [ { name: Q, values: [A] } ]")]
    [InlineData("path: /x, queryParameters: [ { name: q, mode: Contains, values: [b] } ]",
        "path: /x, queryParameters: [ { name: q, values: [abc] } ]")]
    public async Task Routes_that_match_the_same_requests_are_refused_with_both_places(string one, string other)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), "routes: {}");

        var errors = await gateway.ReloadAsync($"routes:\n  zero: {{ clusterId: up, match: {{ {one} }} }}\n"
            + $"  b: {{ clusterId: up, match: {{ {other} }} }}\n{ProbeHost.Cluster}");

        Assert.Equal(
            "test.yaml:3:6: routes.b: it matches the same requests as route 'zero' at test.yaml:2:9: same path, methods, hosts and order. "
                + "Remove one of them, or give them different orders.",
            Assert.Single(errors));
    }

    [Theory]
    [InlineData("path: '/x/{id:int}'", "path: '/x/{id:min(1)}'", "a")]
    [InlineData("path: '/x/{id:regex(^\\d+$)}'", "path: '/x/{id:regex(^\\D+$)}'", "a")]
    [InlineData("path: '/x/{id?}'", "path: '/x/{name}'", "a")]
    [InlineData("path: '/x/{id}'", "path: '/x/{id}', methods: [GET]", "b")]
    [InlineData("path: '/x/{id}'", "path: '/x/{id}', hosts: ['127.0.0.1']", "b")]
    [InlineData("path: '/x/{id}', hosts: ['*.0.1']", "path: '/x/{id}', hosts: ['127.0.0.1']", "b")]
    [InlineData("path: '/x/{id}', hosts: ['*.0.1']", "path: '/x/{id}', hosts: ['*.0.0.1']", "b")]
    [InlineData("path: '/x/{id}', headers: [ { name: X-A, values: ['1'] } ]", "path: '/x/{id}', headers: [ { name: X-A, values: ['2'] } ]",
        "a")]
    [InlineData("path: '/x/{id}', headers: [ { name: X-A, mode: Exists } ]", "path: '/x/{id}', headers: [ { name: X-B, mode: Exists } ]",
        "a")]
    [InlineData("path: '/x/{id}', headers: [ { name: X-A, mode: Exists } ]",
        "path: '/x/{id}', headers: [ { name: X-A, mode: Exists }, { name: X-B, mode: Exists } ]", "b")]
    [InlineData("path: '/x/{id}', queryParameters: [ { name: q, mode: Exists } ]",
        "path: '/x/{id}', queryParameters: [ { name: r, mode: Exists } ]", "a")]
    [InlineData("path: '/x/{id}', queryParameters: [ { name: q, mode: Exists } ]",
        "path: '/x/{id}', headers: [ { name: X-A, mode: Exists } ]", "b")]
    public async Task Routes_that_only_a_request_shows_to_match_alike_are_decided_by_the_rule_and_explained(
        string one, string other, string winner)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), $$"""
            routes:
              b: { match: { {{other}} }, plugins: [ { name: probe, options: { answer: 201 } } ] }
              a: { match: { {{one}} }, plugins: [ { name: text } ] }
            """, setup => setup.WithPlugin<TextPlugin>());

        using var response = await gateway.Client.SendAsync(Request());
        var explained = await gateway.ExplainAsync(
            "GET", "/x/5?q=1&r=2", KeyValuePair.Create("X-A", "1"), KeyValuePair.Create("X-A", "2"), KeyValuePair.Create("X-B", "3"));

        Assert.Equal(winner == "a" ? 200 : 201, (int)response.StatusCode);
        Assert.Equal(winner, explained.Route?.Id);
        Assert.Contains(explained.Others, other => other.Id != winner);
    }

    [Fact]
    public async Task The_hosts_own_endpoint_wins_where_it_is_ranked_like_a_route()
    {
        await using var gateway = await ProbeHost.StartAsync(
            new Probe(), "routes: { a: { clusterId: up, match: { path: '/x/{id}', methods: [GET] } } }",
            setup => setup.WithApp(app => app.MapGet("/x/{name}", () => "host")));

        Assert.Equal("host", await gateway.Client.GetStringAsync("/x/5"));
    }

    [Theory]
    [InlineData("routes: { a: { match: { path: /a } } }",
        "routes.a: it has no clusterId and no plugin of the stage origin; unless another plugin answers, every request is a 503.")]
    [InlineData("routes: { a: { match: { path: /a }, plugins: [ { name: text, enabled: false } ] } }",
        "routes.a: it has no clusterId and no plugin of the stage origin; unless another plugin answers, every request is a 503.")]
    [InlineData("routes: { a: { clusterId: none, match: { path: /a } } }\nclusters: { none: {} }",
        "clusters.none: it has no destinations; every request to it is a 503.")]
    [InlineData("clusters: { unused: { destinations: { one: { address: 'http://127.0.0.1:1' } } } }",
        "clusters.unused: no route uses it. Remove it, unless a plugin chooses it.")]
    [InlineData("routes:\n  a: { match: { path: '/a/{x}' }, plugins: [ { name: text } ] }\n"
        + "  b: { order: 1, match: { path: '/A/{y}', methods: [GET] }, plugins: [ { name: text } ] }",
        "routes.b: it never matches: route 'a' at test.yaml:2:6 has a lower order and matches all of its requests.")]
    [InlineData("routes:\n  a: { order: -1, match: { path: '/{**x}' }, plugins: [ { name: text } ] }\n"
        + "  b: { match: { path: /b, hosts: [c] }, plugins: [ { name: text } ] }",
        "routes.b: it never matches: route 'a' at test.yaml:2:6 has a lower order and matches all of its requests.")]
    [InlineData("routes: { a: { match: { path: /a }, plugins: [ { name: text } ] }, b: { order: 1, match: { path: /a, methods: [GET] }, "
        + "plugins: [ { name: text } ] } }\nclusters: {}",
        "routes.b: it never matches: route 'a' at test.yaml:1:14 has a lower order and matches all of its requests.")]
    [InlineData("routes: { a: { match: { path: /a, hosts: ['*'] }, plugins: [ { name: text } ] }, b: { match: { path: /a }, plugins: [ { "
        + "name: text } ] } }",
        "routes.b: it never matches: route 'a' at test.yaml:1:14 has hosts, so it comes first, and matches all of its requests.")]
    [InlineData("routes: { a: { order: -1, match: { path: '/{**x}', hosts: ['*:*'] }, plugins: [ { name: text } ] }, b: { match: { path: "
        + "/a }, plugins: [ { name: text } ] } }",
        "routes.b: it never matches: route 'a' at test.yaml:1:14 has a lower order and matches all of its requests.")]
    [InlineData("routes: { a: { match: { path: '/secret%20files/{**x}' }, plugins: [ { name: text } ] } }",
        "routes.a: match.path has 'secret%20files': the path of a request is decoded before it is matched, so write the character "
            + "instead of '%20'.")]
    [InlineData("routes: { a: { match: { path: '/a/../b' }, plugins: [ { name: text } ] } }",
        "routes.a: match.path has '..': the gateway rejects every request with this path.")]
    public async Task What_works_and_is_probably_not_intended_is_a_warning(string yaml, string warning)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), "routes: {}", setup => setup.WithPlugin<TextPlugin>());

        Assert.Equal(warning, Assert.Single(Check(gateway, yaml).Warnings).Text);
    }

    [Theory]
    [InlineData("routes: { a: { match: { path: /a }, plugins: [ { name: text } ] }, b: { order: 1, match: { path: '/{**x}' }, plugins: [ { "
        + "name: text } ] } }")]
    [InlineData("routes: { a: { match: { path: /a, methods: [GET] }, plugins: [ { name: text } ] }, b: { order: 1, match: { path: /a }, "
        + "plugins: [ { name: text } ] } }")]
    [InlineData("routes: { a: { match: { path: /a } } }\ngroups: { g: { plugins: [ { name: text } ] } }")]
    [InlineData("routes: { a: { match: { path: /a, hosts: ['*'] }, plugins: [ { name: text } ] }, b: { match: { path: /a, methods: [GET] "
        + "}, plugins: [ { name: text } ] } }")]
    [InlineData("routes: { a: { order: -1, match: { path: /a, hosts: ['*'] }, plugins: [ { name: text } ] }, b: { match: { path: /a, "
        + "hosts: [c] }, plugins: [ { name: text } ] } }")]
    [InlineData("routes: { a: { match: { path: '/a%2Fb/50%/a b/{x}.y' }, plugins: [ { name: text } ] } }")]
    public async Task What_is_intended_is_no_warning(string yaml)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), "routes: {}", setup => setup.WithPlugin<TextPlugin>());

        Assert.Empty(Check(gateway, yaml).Warnings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_ten_thousand_routes_each_is_compared_with_a_hundred_others_at_most(int kind)
    {
        var routes = Enumerable.Range(0, 10_000).Select(i => KeyValuePair.Create($"r{i}", new GatewayRoute { Route = Route(kind, i) }));
        var errors = new ConfigErrors();
        var check = new RouteOverlapCheck(errors);

        check.Check(RouteShape.InOrder(routes.Select(route => RouteShape.Of(route.Key, route.Value))));

        Assert.Empty(errors.Items);
        Assert.InRange(check.Compared, 0, 10_000 * 100);
    }

    private static RouteConfig Route(int kind, int i) => new()
    {
        RouteId = $"r{i}",
        Match = kind switch
        {
            0 => new RouteMatch { Path = $"/r{i}/{{id:int}}/{{**rest}}", Methods = ["GET", "POST"] },
            1 => new RouteMatch { Hosts = [$"h{i}.example"] },
            2 => new RouteMatch { Path = "/x", Headers = [new RouteHeader { Name = "X-Tenant", Values = [$"t{i}"] }] },
            _ => new RouteMatch
            {
                Path = "/x",
                QueryParameters = [new RouteQueryParameter { Name = "t", Mode = QueryParameterMatchMode.Prefix, Values = [$"t{i:d5}"] }],
            },
        },
    };

    private static ConfigErrors Check(GatewayTestHost gateway, string yaml)
    {
        var errors = new ConfigErrors();
        var config = GatewayConfigBinder.Bind(ConfigDocument.Read(System.Text.Encoding.UTF8.GetBytes(yaml), "test.yaml", errors)!, errors)!;
        var plugins = gateway.Services.GetRequiredService<GatewayKit.Runtime.GatewayPlugins>();
        gateway.Services
            .GetRequiredService<GatewayKit.Compilation.SnapshotCompiler>()
            .Compile(config, plugins.Catalog, null, errors)?.Retire();
        Assert.Empty(errors.Items);
        return errors;
    }

    private static HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/x/5?q=1&r=2");
        request.Headers.Add("X-A", ["1", "2"]);
        request.Headers.Add("X-B", "3");
        return request;
    }
}
