using GatewayKit.Kubernetes.Tests.Translation;
using GatewayKit.Kubernetes.Tests.Translation.Ingresses;
using k8s.Models;
using static GatewayKit.Kubernetes.Tests.Translation.Ingresses.IngressMaker;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>The effects of Ingresses: the cases of the conformance tests of Ingress controllers, and more.</summary>
public sealed class IngressBehaviorTests
{
    [Fact]
    public async Task Requests_reach_the_backend_of_their_path()
    {
        await using var exact = await EchoServer.StartAsync("foo-exact");
        await using var foo = await EchoServer.StartAsync("foo-prefix");
        await using var aaa = await EchoServer.StartAsync("aaa-prefix");
        await using var bbb = await EchoServer.StartAsync("bbb-prefix");
        await using var gateway = await Paths()
            .Service("foo-exact", exact).Service("foo-prefix", foo).Service("aaa-prefix", aaa).Service("bbb-prefix", bbb)
            .StartAsync();

        foreach (var (url, expected) in new[]
        {
            ("exact/foo", "foo-exact"), ("exact/foo/", null), ("exact/FOO", null), ("exact/bar", null),
            ("prefix/foo", "foo-prefix"), ("prefix/foo/", "foo-prefix"), ("prefix/FOO", null), ("prefix/aaa/bbb", "bbb-prefix"),
            ("prefix/aaa/bbb/ccc", "bbb-prefix"), ("prefix/aaa/ccc", "aaa-prefix"), ("prefix/aaaccc", null),
            ("mixed/foo", "foo-exact"), ("mixed/foo/bar", "foo-prefix"),
            ("slash/aaa/bbb", "bbb-prefix"), ("slash/aaa/bbb/", "bbb-prefix"), ("slash/foo", null), ("slash/foo/", "foo-exact"),
            ("any/x/y", "foo-prefix"), ("unknown/foo", null),
        })
        {
            using var response = await GetAsync(gateway, url);
            var body = await response.Content.ReadAsStringAsync();
            Assert.Equal((url, expected), (url, response.StatusCode == System.Net.HttpStatusCode.NotFound ? null : body));
        }
    }

    [Theory]
    [InlineData("foo.bar.com", 200)]
    [InlineData("FOO.bar.com", 200)]
    [InlineData("subdomain.bar.com", 404)]
    [InlineData("bar.foo.com", 200)]
    [InlineData("baz.bar.foo.com", 404)]
    [InlineData("foo.com", 404)]
    public async Task A_wildcard_is_one_label_of_a_host(string host, int status)
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await new IngressScene()
            .Service("one", echo)
            .With(Create("hosts", Host("*.foo.com", Prefix("/", "one")), Host("foo.bar.com", Prefix("/", "one"))))
            .StartAsync();

        using var response = await GetAsync(gateway, host);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? host : null, echo.Requests.SingleOrDefault()?.Host);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "sub-path")]
    [InlineData("POST", "")]
    [InlineData("PUT", "resource")]
    [InlineData("DELETE", "resource")]
    [InlineData("PATCH", "resource")]
    public async Task A_default_backend_gets_all_requests_of_an_Ingress_without_rules(string method, string path)
    {
        await using var echo = await EchoServer.StartAsync(answer: http =>
        {
            (http.Response.ContentType, http.Response.ContentLength) = ("text/plain", 4);
            http.Response.Headers.Server = "echo";
            return Task.CompletedTask;
        });
        await using var gateway = await new IngressScene().Service("one", echo).With(Create("default").WithDefault("one")).StartAsync();

        using var response = await SendAsync(gateway, method, "my-host/" + path);

        Assert.Equal(
            (200, "text/plain", 4L, "echo"),
            ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentLength,
                response.Headers.Server.ToString()));
        Assert.NotNull(response.Headers.Date);
        Assert.Equal(
            (method, "/" + path, "my-host", "HTTP/1.1"),
            echo.Requests.Select(seen => (seen.Method, seen.Target, seen.Host, seen.Protocol)).Single());
    }

    [Theory]
    [InlineData(null, "GatewayKit")]
    [InlineData("own", "own")]
    public async Task A_response_names_its_server(string? own, string expected)
    {
        await using var echo = await EchoServer.StartAsync(answer: http =>
        {
            http.Response.Headers.Server = own;
            return Task.CompletedTask;
        });
        await using var gateway = await new IngressScene().Service("one", echo).With(Create("default").WithDefault("one")).StartAsync();

        using var response = await GetAsync(gateway, "my-host/");

        Assert.Equal(expected, response.Headers.Server.ToString());
    }

    [Fact]
    public async Task A_default_backend_gets_the_requests_that_no_path_matches()
    {
        await using var one = await EchoServer.StartAsync("one");
        await using var rest = await EchoServer.StartAsync("rest");
        await using var other = await EchoServer.StartAsync("other");
        await using var gateway = await new IngressScene()
            .Service("one", one).Service("rest", rest).Service("other", other)
            .With(Create("shop", Host("shop.example", Prefix("/one", "one")), new V1IngressRule { Host = "empty.example" })
                .WithDefault("rest"))
            .With(Create("any", Host(null, Prefix("/other", "other"))).Older(-1))
            .StartAsync();

        foreach (var (url, expected) in new[]
        {
            ("shop.example/one", "one"), ("shop.example/two", "rest"), ("shop.example/other", "rest"), ("empty.example/", "rest"),
            ("any.example/two", "rest"), ("any.example/other", "other"),
        })
        {
            using var response = await GetAsync(gateway, url);
            Assert.Equal((url, expected), (url, await response.Content.ReadAsStringAsync()));
        }
    }

    [Fact]
    public async Task The_oldest_Ingress_gets_the_requests_of_a_path()
    {
        await using var one = await EchoServer.StartAsync("one");
        await using var two = await EchoServer.StartAsync("two");
        await using var gateway = await new IngressScene()
            .Service("one", one).Service("two", two)
            .With(Create("a", Host("shop.example", Prefix("/", "one"))))
            .With(Create("b", Host("shop.example", Prefix("/", "two"), Prefix("/two", "two"))).Older(1))
            .With(Create("c", Host("shop.example", Prefix("/two", "one"))))
            .StartAsync();

        Assert.Equal("two", await BodyAsync(gateway, "shop.example/"));
        Assert.Equal("two", await BodyAsync(gateway, "shop.example/two"));
    }

    [Fact]
    public async Task Requests_are_spread_over_all_endpoints()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => EchoServer.StartAsync()));
        await using var gateway = await new IngressScene()
            .Service("one", servers).With(Create("default").WithDefault("one")).StartAsync();

        for (var i = 0; i < 100; i++)
            Assert.Equal("echo", await BodyAsync(gateway, "load-balancing"));

        Assert.All(servers, server => Assert.NotEmpty(server.Requests));
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task An_Ingress_of_an_unknown_class_gets_no_requests()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await new IngressScene()
            .Service("one", echo)
            .With(Create("other", Host("other.example", Prefix("/", "one"))).OfClass("unknown"))
            .With(Create("shop", Host("shop.example", Prefix("/", "one"))))
            .StartAsync();

        using var response = await GetAsync(gateway, "other.example/");

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Empty(echo.Requests);
    }

    [Fact]
    public async Task Backends_that_are_missing_or_have_no_endpoints_are_unavailable()
    {
        var resource = Prefix("/resource", "any");
        resource.Backend = new V1IngressBackend { Resource = new V1TypedLocalObjectReference { Kind = "Bucket", Name = "files" } };
        await using var gateway = await new IngressScene()
            .Service("empty")
            .With(Create(
                "shop",
                Host(null, Prefix("/missing", "missing"), Prefix("/empty", "empty"), Prefix("/port", "empty", "web"), resource)))
            .StartAsync();

        foreach (var path in new[] { "missing", "empty", "port", "resource" })
        {
            using var response = await GetAsync(gateway, "shop.example/" + path);
            Assert.Equal((path, 503), (path, (int)response.StatusCode));
        }
    }

    [Fact]
    public async Task A_port_can_have_a_name()
    {
        await using var echo = await EchoServer.StartAsync();
        var scene = new IngressScene().With(Create("shop", Host(null, Prefix("/", "one", "web"))));
        var service = new V1Service
        {
            Metadata = RouteScene.Metadata("one"),
            Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Name = "web", Port = 80 }] },
        };
        scene.With(service, new V1EndpointSlice
        {
            Metadata = RouteScene.Metadata("one"),
            AddressType = "IPv4",
            Ports = [new Discoveryv1EndpointPort { Name = "web", Port = echo.Port }],
            Endpoints = [new V1Endpoint { Addresses = ["127.0.0.1"] }],
        });
        await using var gateway = await scene.StartAsync();

        Assert.Equal("echo", await BodyAsync(gateway, "shop.example/"));
    }

    private static IngressScene Paths() => new IngressScene().With(Create(
        "paths",
        Host("exact", Exact("/foo", "foo-exact")),
        Host("prefix", Prefix("/foo", "foo-prefix"), Prefix("/aaa/bbb", "bbb-prefix"), Prefix("/aaa", "aaa-prefix")),
        Host("mixed", Prefix("/foo", "foo-prefix"), Exact("/foo", "foo-exact")),
        Host("slash", Prefix("/aaa/bbb/", "bbb-prefix"), Exact("/foo/", "foo-exact")),
        Host("any", IngressMaker.Path("ImplementationSpecific", "", "foo-prefix"))));

    private static Task<HttpResponseMessage> GetAsync(RouteGateway gateway, string url) => SendAsync(gateway, "GET", url);

    private static Task<HttpResponseMessage> SendAsync(RouteGateway gateway, string method, string url)
    {
        var parts = url.Split('/', 2);
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(gateway.Address, "/" + (parts.Length > 1 ? parts[1] : "")));
        request.Headers.Host = parts[0];
        return gateway.SendAsync(request);
    }

    private static async Task<string> BodyAsync(RouteGateway gateway, string url)
    {
        using var response = await GetAsync(gateway, url);
        return await response.Content.ReadAsStringAsync();
    }
}
