using System.Globalization;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Sources;

namespace GatewayKit.Tests.Configuration.Gateway;

public class GatewayConfigTests
{
    [Fact]
    public void A_whole_configuration_is_bound()
    {
        var config = Documents.Config("""
            $schema: ./gateway.schema.json
            plugins:
              - name: correlation-id
            routes:
              orders:
                clusterId: orders
                match: { path: "/orders/{**rest}", methods: [GET, POST] }
                transforms: [ { pathRemovePrefix: /orders } ]
                authentication: any
                paths: { encodedSlash: keep }
                plugins:
                  - name: rate-limit
                    id: second
                    stage: traffic
                    enabled: false
                    timeout: 5s
                    onError: continue
                    options: { limit: 100 }
            clusters:
              orders: { destinations: { one: { address: "http://127.0.0.1:5001" } }, plugins: [], forwarder: yarp }
            groups: { gold: { plugins: [ { name: mock } ] } }
            consumers:
              alice: { groups: [gold], credentials: { key-auth: [ { key: k } ] } }
            paths: { emptySegments: merge }
            trustedProxies: [10.0.0.0/8, "::1", 192.168.0.1]
            shutdown: { drainDelay: 0s, shutdownTimeout: 1m }
            """);

        var route = config.Routes["ORDERS"];
        Assert.Equal("orders", route.Route.ClusterId);
        Assert.Equal("/orders", route.Route.Transforms![0]["PathRemovePrefix"]);
        Assert.Equal(AuthenticationMode.Any, route.Authentication);
        Assert.Equal(PathHandling.Keep, route.Paths!.EncodedSlash);
        var entry = Assert.Single(route.Plugins);
        Assert.Equal(("rate-limit", "second", PluginStage.Traffic, false, PluginErrorPolicy.Continue),
            (entry.Name, entry.Id, entry.Stage, entry.Enabled, entry.OnError));
        Assert.Equal(TimeSpan.FromSeconds(5), entry.Timeout);
        Assert.IsType<ConfigMapping>(entry.Options);
        Assert.Equal("gateway.yaml:12:9", entry.Location.ToString());
        Assert.Equal("correlation-id", Assert.Single(config.Plugins).Name);
        Assert.Equal("http://127.0.0.1:5001", config.Clusters["orders"].Cluster.Destinations!["one"].Address);
        Assert.Equal(ClusterForwarder.Yarp, config.Clusters["orders"].Forwarder);
        Assert.Equal("mock", Assert.Single(config.Groups["gold"].Plugins).Name);
        Assert.Single(config.Consumers["alice"].Credentials["key-auth"]);
        Assert.Equal(PathHandling.Merge, config.Paths!.EmptySegments);
        Assert.Equal(3, config.TrustedProxies.Length);
        Assert.Equal(TimeSpan.FromMinutes(1), config.Shutdown!.ShutdownTimeout);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("routes:\nclusters:\nplugins:\nconsumers:\ngroups:\npaths:\ntrustedProxies:\nproblems:\nshutdown:\n")]
    public void An_empty_configuration_has_no_routes(string text) => Assert.Empty(Documents.Config(text).Routes);

    [Fact]
    public void Routes_and_clusters_may_be_lists_with_their_ids()
    {
        var config = Documents.Config("routes: [ { routeId: a, clusterId: c } ]\nclusters: [ { clusterId: c } ]");
        Assert.Equal("a", config.Routes["a"].Route.RouteId);
        Assert.Equal("c", config.Clusters["c"].Cluster.ClusterId);
        Assert.Equal(ClusterForwarder.Auto, config.Clusters["c"].Forwarder);
    }

    [Theory]
    [InlineData("rotes: {}",
        "rotes: it is unknown. Did you mean 'routes'? Allowed: $schema, clusters, consumers, groups, paths, plugins, portal, problems, "
            + "routes, shutdown, tls, trustedProxies.")]
    [InlineData("[]", "The configuration is a list; it must be a mapping with the keys plugins, routes, clusters, groups, consumers, "
        + "paths, trustedProxies, problems, shutdown, tls, portal, $schema.")]
    [InlineData("routes: 5", "routes: it is a single value; it must be a mapping.")]
    [InlineData("routes: [ {} ]", "routes: it is a list; it must be a mapping.")]
    [InlineData("routes: [ { routeId: a }, {} ]", "routes: [1].routeId is missing; it is required in a list.")]
    [InlineData("routes: [ { routeId: a }, { routeId: A } ]", "routes.A: the routeId occurs twice.")]
    [InlineData("routes: { a: [] }", "routes.a: it is a list; it must be a mapping.")]
    [InlineData("routes: { '': {} }", "routes: a name must not be empty.")]
    [InlineData("routes: { a: { routeId: b } }",
        "routes.a: routeId is 'b'; it must be 'a' or absent, because that is the name of the entry.")]
    [InlineData("routes: { a: { order: first } }", "routes.a: order is 'first'; it must be a whole number from -2147483648 to 2147483647.")]
    [InlineData("routes: { a: { match: { hosts: example.com } } }", "routes.a: match.hosts is a single value; it must be a list.")]
    [InlineData("routes: { a: { match: { headers: [ { name: h, mode: fuzzy } ] } } }",
        "routes.a: match.headers[0].mode is 'fuzzy'; it must be one of: exact-header, header-prefix, contains, not-contains, "
            + "exists, not-exists.")]
    [InlineData("routes: { a: { authentication: some } }", "routes.a: authentication is 'some'; it must be one of: all, any.")]
    [InlineData("routes: { a: { paths: { encodedSlash: yes } } }",
        "routes.a: paths.encodedSlash is 'yes'; it must be one of: reject, keep.")]
    [InlineData("paths: { parameters: merge }", "paths: parameters is 'merge'; it must be one of: reject, keep.")]
    [InlineData("paths: { emptySegments: allow }", "paths: emptySegments is 'allow'; it must be one of: reject, keep, merge.")]
    [InlineData("routes: { a: { plugins: {} } }", "routes.a.plugins: it is a mapping; it must be a list.")]
    [InlineData("routes: { a: { plugins: [ mock ] } }", "routes.a.plugins[0]: it is a single value; it must be a mapping.")]
    [InlineData("routes: { a: { plugins: [ {} ] } }", "routes.a.plugins[0]: name is missing; it is required.")]
    [InlineData("routes: { a: { plugins: [ { name: '' } ] } }", "routes.a.plugins[0]: name is ''; it must have 1 to 64 characters.")]
    [InlineData("routes: { a: { plugins: [ { name: mock, timeout: 0s } ] } }",
        "routes.a.plugins[0] (mock): timeout is 0s; it must be between 1ms and 1d.")]
    [InlineData("routes: { a: { plugins: [ { name: mock, onEror: reject } ] } }",
        "routes.a.plugins[0] (mock): onEror is unknown. Did you mean 'onError'? Allowed: enabled, id, name, onError, options, "
            + "stage, timeout.")]
    [InlineData("plugins: [ { name: mock, stage: last } ]",
        "plugins[0] (mock): stage is 'last'; it must be one of: diagnostics, edge, authentication, authorization, traffic, "
            + "transformation, origin.")]
    [InlineData("clusters: { c: { destinations: { d: { adress: x } } } }",
        "clusters.c: destinations.d.adress is unknown. Did you mean 'address'? Allowed: address, health, host, metadata.")]
    [InlineData("clusters: { c: { httpClient: { maxConnectionsPerServer: 1e9 } } }",
        "clusters.c: httpClient.maxConnectionsPerServer is 1e9; it must be a whole number from -2147483648 to 2147483647.")]
    [InlineData("clusters: { c: { forwarder: own } }", "clusters.c: forwarder is 'own'; it must be one of: auto, yarp.")]
    [InlineData("groups: { g: { plugin: [] } }", "groups.g: plugin is unknown. Did you mean 'plugins'? Allowed: plugins.")]
    [InlineData("consumers: { a: { credentials: { key-auth: { key: hunter2 } } } }",
        "consumers.a: credentials.key-auth is a mapping; it must be a list.")]
    [InlineData("consumers: { a: { groups: gold } }", "consumers.a: groups is a single value; it must be a list.")]
    [InlineData("shutdown: { drainDelay: 1h }", "shutdown: drainDelay is 1h; it must be between 0s and 10m.")]
    [InlineData("problems: [ { body: x } ]", "problems: it is a list; it must be a mapping.")]
    [InlineData("problems: { 404: page }", "problems.404: it is a single value; it must be a mapping.")]
    [InlineData("problems: { 404: { body: x } }", "problems.404: contentType is missing; it is required.")]
    [InlineData("problems: { 404: { contentType: text/html } }", "problems.404: body is missing; it is required.")]
    [InlineData("problems: { 404: { contentType: html, body: x } }",
        "problems.404: contentType is 'html'; it must be a media type, such as text/html.")]
    [InlineData("problems: { 404: { contentType: \"text/html\\nx: y\", body: x } }",
        "problems.404: contentType is 'text/html\\u000ax: y'; it must be a media type, such as text/html.")]
    [InlineData("problems: { 404: { contentTyp: text/html, contentType: text/html, body: x } }",
        "problems.404: contentTyp is unknown. Did you mean 'contentType'? Allowed: body, contentType.")]
    [InlineData("trustedProxies: 10.0.0.1", "trustedProxies: it is a single value; it must be a list.")]
    [InlineData("trustedProxies: [10.0.0.1, proxy]",
        "trustedProxies: [1] is 'proxy'; it must be an address such as 203.0.113.7 or 2001:db8::7, or a network such as 10.0.0.0/8 or "
            + "2001:db8::/32.")]
    [InlineData("trustedProxies: [10.0.0.1/8]",
        "trustedProxies: [0] is '10.0.0.1/8'; the address has bits after the prefix; the network is 10.0.0.0/8.")]
    [InlineData("trustedProxies: ['::ffff:0:0/90']",
        "trustedProxies: [0] is '::ffff:0:0/90'; it is a part of IPv6 that contains IPv4 addresses; write an IPv4 network.")]
    [InlineData("trustedProxies: ['10.1']",
        "trustedProxies: [0] is 10.1; it must be an address such as 203.0.113.7 or 2001:db8::7, or a network such as 10.0.0.0/8 or "
            + "2001:db8::/32.")]
    [InlineData("routes: { a: {}, A: {} }", "routes.A: the key 'A' occurs twice; keys are case-insensitive.")]
    public void A_mistake_is_refused_with_where_and_what_is_allowed(string text, string expected)
        => Assert.Equal([expected], Documents.Errors(text));

    [Fact]
    public void Ten_mistakes_in_one_file_are_all_named_with_their_places()
    {
        var (_, errors) = Documents.Bind("""
            plugin: []
            routes:
              orders:
                clusterId: [orders]
                matches: { path: /orders }
                order: 1.5
                plugins:
                  - name: rate-limit
                    timeout: 2d
                  - options: {}
              orders: {}
            clusters:
              orders:
                httpRequest: { version: two }
                destinations: http://localhost
            consumers:
              alice: { credentials: { key-auth: [ { key: "${env:NOT_SET}" } ] } }
            trustedProxies: [everyone]
            """);

        Assert.Equal(
            [
                "gateway.yaml:1:1: plugin",
                "gateway.yaml:4:16: routes.orders: clusterId is a list",
                "gateway.yaml:5:5: routes.orders: matches is unknown",
                "gateway.yaml:6:12: routes.orders: order is 1.5",
                "gateway.yaml:9:18: routes.orders.plugins[0] (rate-limit): timeout is 2d",
                "gateway.yaml:10:9: routes.orders.plugins[1]: name is missing",
                "gateway.yaml:11:3: routes.orders: the key 'orders' occurs twice",
                "gateway.yaml:14:29: clusters.orders: httpRequest.version is 'two'",
                "gateway.yaml:15:19: clusters.orders: destinations is a single value",
                "gateway.yaml:17:46: consumers.alice.credentials.key-auth[0].key: the environment variable 'NOT_SET' isn't set",
                "gateway.yaml:18:18: trustedProxies: [0] is 'everyone'",
            ],
            errors.Items
                .OrderBy(e => e.Location.Line)
                .Select(e => e.ToString().Split(["; ", ". ", ": it is"], StringSplitOptions.None)[0].TrimEnd('.')));
    }

    [Fact]
    public void Keys_that_begin_with_x_are_ignored_at_the_top_and_nowhere_else()
    {
        var config = Documents.Config("""
            x-shared: &limit { name: rate-limit, options: { limit: 100 } }
            X-Notes: [anything, { at: all }]
            routes: { a: { plugins: [ *limit ] } }
            """);
        Assert.Equal("rate-limit", Assert.Single(config.Routes["a"].Plugins).Name);
        Assert.StartsWith("routes.a: x-note is unknown.",
            Assert.Single(Documents.Errors("routes: { a: { x-note: 1 } }")), StringComparison.Ordinal);
        Assert.Equal(["x-a: the key 'x-a' occurs twice; keys are case-insensitive."], Documents.Errors("x-a: 1\nx-a: 2"));
    }

    [Fact]
    public void A_hundred_thousand_consumers_fit_the_bounds_of_a_file()
    {
        var text = new System.Text.StringBuilder("groups: { gold: {} }\nconsumers:\n");
        for (var i = 0; i < NamedBinder.Bound; i++)
            text.Append(CultureInfo.InvariantCulture,
                $"  consumer-{i}: {{ groups: [gold], credentials: {{ key-auth: [ {{ keyHash: \"sha256:{i:d64}\" }} ] }} }}\n");

        Assert.InRange(text.Length, 1, FileConfigSource.MaximumBytes);
        Assert.Equal(NamedBinder.Bound, Documents.Config(text.ToString()).Consumers.Count);
    }

    [Fact]
    public void Too_many_entries_are_refused()
    {
        var plugins = string.Concat(Enumerable.Repeat("{ name: mock }, ", PluginListBinder.Bound + 1));
        Assert.Equal(["plugins: there are 101 plugins; at most 100 are allowed."], Documents.Errors($"plugins: [ {plugins} ]"));

        var routes = string.Join(
            '\n', Enumerable.Range(0, NamedBinder.Bound + 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"  r{i}:")));
        Assert.Equal(["routes: there are 100001 routes; at most 100000 are allowed."], Documents.Errors("routes:\n" + routes));
    }
}
