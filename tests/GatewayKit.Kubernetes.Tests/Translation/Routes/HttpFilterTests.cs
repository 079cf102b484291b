using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Tests.Translation.Routes;

/// <summary>The plugins and transforms that filters of HTTPRoutes become.</summary>
public sealed class HttpFilterTests
{
    private readonly RouteScene _scene = new RouteScene().Service("a", addresses: "10.0.0.1").Service("copy", addresses: "10.0.0.2");

    [Fact]
    public void Upstreams_get_the_host_of_the_client()
        => Assert.Equal(
            [("RequestHeaderOriginalHost", "true")],
            TransformsOf(RouteOf(RouteScene.Rule(RouteScene.To("a")))));

    [Fact]
    public void A_prefix_is_rewritten_for_each_condition()
    {
        var rule = With(Rewrite(new UrlRewrite
        {
            Hostname = "one.example",
            Path = new PathModifier { Type = "ReplacePrefixMatch", ReplacePrefixMatch = "/xyz/" },
        })) with
        { Matches = [RouteScene.Prefix("/foo/"), RouteScene.Prefix("/")] };

        var routes = _scene.Translate(RouteScene.Route(rule)).Routes;

        Assert.Equal(
            [
                ("RequestHeaderOriginalHost", "true"), ("RequestHeader", "Host"), ("Set", "one.example"),
                ("PathRemovePrefix", "/foo"), ("PathPrefix", "/xyz"),
            ],
            TransformsOf(routes[0].Value));
        Assert.Equal([("PathPrefix", "/xyz")], TransformsOf(routes[1].Value).Skip(3));
    }

    [Fact]
    public void A_whole_path_is_replaced()
    {
        var rule = With(Rewrite(new UrlRewrite { Path = new PathModifier { Type = "ReplaceFullPath", ReplaceFullPath = "/one%20two" } }));

        Assert.Equal(("PathSet", "/one two"), TransformsOf(RouteOf(rule)).Last());
    }

    [Fact]
    public void Headers_change_in_one_plugin_and_the_host_by_a_transform()
    {
        var filter = new RouteFilter
        {
            Type = "RequestHeaderModifier",
            RequestHeaderModifier = new HeaderModifier
            {
                Set = [new() { Name = "X-A", Value = "1" }, new() { Name = "host", Value = "b.example" }],
                Add = [new() { Name = "X-Forwarded-Proto", Value = "https" }],
                Remove = ["X-C"],
            },
        };

        var route = RouteOf(With(filter));

        var entry = Assert.Single(route.Plugins);
        Assert.Equal("kubernetes-headers", entry.Name);
        Assert.Equal("request.set.X-A=1 request.add.X-Forwarded-Proto=https request.remove[0]=X-C", Text(entry.Options));
        Assert.Equal(
            [("RequestHeader", "Host"), ("Set", "b.example"), ("X-Forwarded", "Set"), ("Proto", "Off")],
            TransformsOf(route).Skip(1));
    }

    [Fact]
    public void A_redirect_without_scheme_and_port_goes_to_the_port_of_its_listener()
    {
        _scene.Attachments = [RouteScene.Attachment("http"), RouteScene.Attachment("other", 8080), RouteScene.Attachment("third", 8080)];
        var rule = new HttpRouteRule { Filters = [Redirect(new RequestRedirect { Hostname = "b.example" })] };

        var routes = _scene.Translate(RouteScene.Route(rule)).Routes;

        Assert.Equal(
            ["status=302 host=b.example port=80", "status=302 host=b.example port=8080"],
            routes.Select(route => Text(Assert.Single(route.Value.Plugins).Options)));
        Assert.Equal<string>(["team/gate/other", "team/gate/third"], routes[1].Value.Match!.Listeners);
    }

    [Fact]
    public void A_redirect_with_a_scheme_goes_to_its_usual_port()
    {
        _scene.Attachments = [RouteScene.Attachment("http"), RouteScene.Attachment("other", 8080)];
        var redirect = new RequestRedirect
        {
            Scheme = "https",
            StatusCode = 308,
            Path = new PathModifier { Type = "ReplacePrefixMatch", ReplacePrefixMatch = "/new" },
        };

        var route = RouteOf(new HttpRouteRule { Matches = [RouteScene.Prefix("/old")], Filters = [Redirect(redirect)] });

        Assert.Equal("status=308 scheme=https prefix=/old replacement=/new", Text(Assert.Single(route.Plugins).Options));
        Assert.Null(route.Route.ClusterId);
    }

    [Fact]
    public void Each_mirror_gets_a_cluster_of_its_own()
    {
        var rule = With(
            Mirror("copy", percent: 20), Mirror("a"), Mirror("copy", fraction: new MirrorFraction { Numerator = 1, Denominator = 8 }));

        var route = _scene.Translate(RouteScene.Route(rule));

        var plugins = Assert.Single(route.Routes).Value.Plugins;
        Assert.Equal(["filter-0", "filter-1", "filter-2"], plugins.Select(plugin => plugin.Id));
        Assert.Equal(
            "cluster=team/service/copy/80/copies percentage=20 credentials=true maxBodySize=256KB", Text(plugins[0].Options));
        Assert.Contains("cluster=team/service/a/80/copies percentage=100", Text(plugins[1].Options), StringComparison.Ordinal);
        Assert.Contains("percentage=12.5", Text(plugins[2].Options), StringComparison.Ordinal);
        Assert.Equal(
            ["team/service/a/80", "team/service/a/80/copies", "team/service/copy/80/copies"], route.Clusters.Select(c => c.Id).Order());
    }

    [Fact]
    public void A_mirror_that_does_not_resolve_is_left_out()
    {
        var route = _scene.Translate(RouteScene.Route(With(Mirror("missing"))));

        Assert.Equal("BackendNotFound", route.Unresolved?.Reason);
        Assert.Empty(Assert.Single(route.Routes).Value.Plugins);
    }

    [Fact]
    public void Origins_may_have_wildcards()
    {
        var cors = new CorsFilter
        {
            AllowOrigins = ["https://www.foo.com", "https://*.bar.com", "http://*:8080", "https://*:443"],
            AllowMethods = ["GET", "OPTIONS"],
            AllowHeaders = ["x-1"],
            ExposeHeaders = ["x-2", "*"],
            AllowCredentials = true,
            MaxAge = 3600,
        };

        Assert.Equal(
            "origins[0]=https://www.foo.com origins[1]=/https://[a-z0-9._-]+\\.bar\\.com/ origins[2]=/http://[a-z0-9._-]+:8080/ "
                + "origins[3]=/https://[a-z0-9._-]+/ methods[0]=GET methods[1]=OPTIONS headers[0]=x-1 exposedHeaders[0]=x-2 "
                + "credentials=true maxAge=1h",
            Text(Assert.Single(RouteOf(With(Cors(cors))).Plugins).Options));
    }

    [Fact]
    public void Any_origin_with_credentials_is_named_in_the_answer()
    {
        Assert.StartsWith("origins[0]=* ", OptionsOf(new CorsFilter { AllowOrigins = ["*"] }), StringComparison.Ordinal);
        Assert.StartsWith(
            "origins[0]=/.+/ ", OptionsOf(new CorsFilter { AllowOrigins = ["*"], AllowCredentials = true }), StringComparison.Ordinal);
        Assert.StartsWith("origins[0]=/[^\\s\\S]/ methods[0]=GET methods[1]=HEAD methods[2]=POST credentials=false maxAge=5s",
            OptionsOf(new CorsFilter()), StringComparison.Ordinal);

        string OptionsOf(CorsFilter cors) => Text(Assert.Single(RouteOf(With(Cors(cors))).Plugins).Options);
    }

    [Fact]
    public void Filters_of_a_backend_change_its_share_alone()
    {
        var header = new RouteFilter
        {
            Type = "RequestHeaderModifier",
            RequestHeaderModifier = new HeaderModifier { Set = [new() { Name = "X-A", Value = "1" }] },
        };

        var routes = _scene.Translate(RouteScene.Route(
            RouteScene.Rule(RouteScene.To("a") with { Filters = [header] }, RouteScene.To("copy")) with { Filters = [header] })).Routes;

        Assert.Equal(["rule", "backend"], routes[0].Value.Plugins.Select(plugin => plugin.Id));
        Assert.Equal(["rule"], routes[1].Value.Plugins.Select(plugin => plugin.Id));
    }

    [Fact]
    public void Filters_that_do_not_fit_make_the_rule_invalid()
    {
        var prefix = new PathModifier { Type = "ReplacePrefixMatch", ReplacePrefixMatch = "/a" };
        foreach (var (reason, filters, match) in new (string, RouteFilter[], string)[]
        {
            ("IncompatibleFilters", [Redirect(new()), Rewrite(new())], "PathPrefix"),
            ("IncompatibleFilters", [Rewrite(new()), Rewrite(new())], "PathPrefix"),
            ("UnsupportedValue", [Rewrite(new() { Path = prefix })], "Exact"),
            ("UnsupportedValue", [Rewrite(new() { Path = new() { Type = "Append" } })], "PathPrefix"),
            ("UnsupportedValue", [Redirect(new() { Scheme = "ftp" })], "PathPrefix"),
            ("UnsupportedValue", [Redirect(new() { StatusCode = 305 })], "PathPrefix"),
            ("UnsupportedValue", [new RouteFilter { Type = "ExternalAuth" }], "PathPrefix"),
        })
        {
            var rule = With(filters) with { Matches = [new() { Path = new() { Type = match, Value = "/b" } }] };
            Assert.Equal((reason, match), (_scene.Translate(RouteScene.Route(rule)).Rejection?.Reason, match));
        }
    }

    private static HttpRouteRule With(params RouteFilter[] filters) => RouteScene.Rule(RouteScene.To("a")) with { Filters = [.. filters] };

    private static RouteFilter Rewrite(UrlRewrite rewrite) => new() { Type = "URLRewrite", UrlRewrite = rewrite };

    private static RouteFilter Redirect(RequestRedirect redirect) => new() { Type = "RequestRedirect", RequestRedirect = redirect };

    private static RouteFilter Cors(CorsFilter cors) => new() { Type = "CORS", Cors = cors };

    private static RouteFilter Mirror(string service, int? percent = null, MirrorFraction? fraction = null) => new()
    {
        Type = "RequestMirror",
        RequestMirror = new RequestMirror { BackendRef = RouteScene.To(service), Percent = percent, Fraction = fraction },
    };

    private GatewayRoute RouteOf(HttpRouteRule rule) => Assert.Single(_scene.Translate(RouteScene.Route(rule)).Routes).Value;

    private static IEnumerable<(string Key, string Value)> TransformsOf(GatewayRoute route)
        => route.Route.Transforms!.SelectMany(transform => transform.Select(pair => (pair.Key, pair.Value)));

    /// <summary>Returns options as a line of paths and values.</summary>
    private static string Text(ConfigNode? node) => string.Join(' ', Lines(node, ""));

    private static IEnumerable<string> Lines(ConfigNode? node, string path) => node switch
    {
        ConfigMapping mapping
            => mapping.Entries.SelectMany(entry => Lines(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}")),
        ConfigSequence sequence => sequence.Items.SelectMany((item, index) => Lines(item, $"{path}[{index}]")),
        ConfigScalar scalar => [$"{path}={scalar.Text}"],
        _ => [],
    };
}
