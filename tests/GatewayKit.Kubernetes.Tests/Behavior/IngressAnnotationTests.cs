using System.Text;
using GatewayKit.Kubernetes.Tests.Translation.Ingresses;
using k8s.Models;
using static GatewayKit.Kubernetes.Tests.Translation.Ingresses.IngressMaker;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>The effects of the annotations of ingress-nginx for clients and backends.</summary>
public sealed class IngressAnnotationTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    [Theory]
    [InlineData("/something(/|$)(.*)", "/$2", "shop.example/something/new%20one?a=b", "/new%20one?a=b")]
    [InlineData("/something(/|$)(.*)", "/$2", "shop.example/Something", "/")]
    [InlineData("/v([0-9]+)/(.*)", "/api/$1/$2", "shop.example/v2/orders", "/api/2/orders")]
    [InlineData("/fixed", "/other", "shop.example/fixed/more", "/other")]
    public async Task A_path_is_rewritten_with_its_groups(string path, string target, string url, string expected)
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await StartAsync(
            echo,
            Create("shop", Host("shop.example", IngressMaker.Path("ImplementationSpecific", path, "one"))).With("rewrite-target", target));

        using var response = await gateway.SendToAsync(url);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(expected, Assert.Single(echo.Requests).Target);
    }

    [Fact]
    public async Task A_path_can_be_a_regular_expression()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await StartAsync(
            echo,
            Create("shop", Host("shop.example", IngressMaker.Path("ImplementationSpecific", "/items/[0-9]+$", "one")))
                .With("use-regex", "true"));

        Assert.Equal(200, await StatusAsync(gateway, "shop.example/ITEMS/12"));
        Assert.Equal(404, await StatusAsync(gateway, "shop.example/items/12a"));
    }

    [Theory]
    [InlineData("ssl-redirect", "true", "shop.example/a?b=c", 308, "https://shop.example/a?b=c")]
    [InlineData("force-ssl-redirect", "true", "shop.example/a", 308, "https://shop.example/a")]
    [InlineData("permanent-redirect", "https://other.example/new", "shop.example/a", 301, "https://other.example/new")]
    [InlineData("temporal-redirect", "https://other.example$request_uri", "shop.example/a", 302, "https://other.example/a")]
    [InlineData("app-root", "/app", "shop.example/", 302, "http://shop.example/app")]
    [InlineData("from-to-www-redirect", "true", "www.shop.example/a", 308, "http://shop.example/a")]
    public async Task Clients_are_redirected(string annotation, string value, string url, int status, string location)
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await StartAsync(echo, Shop().WithTls("missing").With(annotation, value));

        using var response = await gateway.SendToAsync(url);

        Assert.Equal((status, location), ((int)response.StatusCode, response.Headers.Location?.OriginalString));
        Assert.Empty(echo.Requests);
    }

    [Fact]
    public async Task An_Ingress_with_TLS_redirects_only_if_it_asks_for_it()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await StartAsync(echo, Shop().WithTls("missing"));

        Assert.Equal(200, await StatusAsync(gateway, "shop.example/"));
    }

    [Theory]
    [InlineData("auth-file", "auth", "user:$apr1$JDj5OI6q$USkjSABRgZ2s/A079Ibcq1")]
    [InlineData("auth-file", "auth", "user:$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW")]
    [InlineData("auth-file", "auth", "user:{PLAIN}secret\nother:{PLAIN}x")]
    [InlineData("auth-map", "user", "{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=")]
    public async Task Only_users_with_their_password_get_in(string type, string key, string value)
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await Scene(echo).Secret("users", (key, value))
            .With(Shop().With("auth-type", "basic").With("auth-secret", "users").With("auth-secret-type", type).With("auth-realm", "Shop"))
            .StartAsync();

        using var none = await gateway.SendToAsync("shop.example/");
        Assert.Equal((401, "Basic realm=\"Shop\", charset=\"UTF-8\""), ((int)none.StatusCode, none.Headers.WwwAuthenticate.ToString()));
        Assert.Equal(401, await StatusAsync(gateway, "shop.example/", ("Authorization", Basic("user:wrong"))));
        Assert.Equal(401, await StatusAsync(gateway, "shop.example/", ("Authorization", Basic("unknown:secret"))));
        Assert.Equal(200, await StatusAsync(gateway, "shop.example/", ("Authorization", Basic("user:secret"))));
    }

    [Theory]
    [InlineData("auth-type", "digest")]
    [InlineData("auth-url", "https://auth.example/$uri")]
    [InlineData("auth-tls-secret", "team/missing")]
    [InlineData("modsecurity-snippet", "SecRuleEngine On")]
    [InlineData("configuration-snippet", "deny all;")]
    [InlineData("auth-secret", "elsewhere/users")]
    public async Task A_path_whose_protection_is_not_supported_is_unavailable(string annotation, string value)
    {
        await using var echo = await EchoServer.StartAsync();
        var scene = Scene(echo).With(Shop().With(annotation, value));
        await using var gateway = await scene.StartAsync();

        Assert.Equal(503, await StatusAsync(gateway, "shop.example/"));
        Assert.Contains(
            scene.Warnings(),
            warning => warning.StartsWith($"shop: UnsupportedAnnotation: nginx.ingress.kubernetes.io/{annotation}: ", Ordinal)
                && warning.EndsWith("Requests get the status 503.", Ordinal));
        Assert.Empty(echo.Requests);
    }

    [Theory]
    [InlineData("X-Canary", "always", "canary")]
    [InlineData("X-Canary", "never", "main")]
    [InlineData("X-Canary", "other", "main")]
    [InlineData("Cookie", "canary=always", "canary")]
    [InlineData("Cookie", "canary=never", "main")]
    public async Task A_canary_gets_the_requests_of_its_header_or_cookie(string header, string value, string expected)
    {
        await using var main = await EchoServer.StartAsync("main");
        await using var canary = await EchoServer.StartAsync("canary");
        await using var gateway = await Canary(main, canary, ("canary-by-header", "X-Canary"), ("canary-by-cookie", "canary")).StartAsync();

        using var response = await gateway.SendToAsync("shop.example/", (header, value));

        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("canary-by-header-value", "one")]
    [InlineData("canary-by-header-pattern", "^o.e$")]
    public async Task A_canary_can_ask_for_a_value_of_its_header(string annotation, string value)
    {
        await using var main = await EchoServer.StartAsync("main");
        await using var canary = await EchoServer.StartAsync("canary");
        await using var gateway = await Canary(main, canary, ("canary-by-header", "X-Canary"), (annotation, value)).StartAsync();

        foreach (var (sent, expected) in new[] { ("one", "canary"), ("two", "main"), ("always", "main") })
        {
            using var response = await gateway.SendToAsync("shop.example/", ("X-Canary", sent));
            Assert.Equal((sent, expected), (sent, await response.Content.ReadAsStringAsync()));
        }
    }

    [Fact]
    public async Task A_canary_gets_its_share_of_requests()
    {
        await using var main = await EchoServer.StartAsync("main");
        await using var canary = await EchoServer.StartAsync("canary");
        await using var gateway = await Canary(main, canary, ("canary-weight", "20")).StartAsync();

        for (var i = 0; i < 50; i++)
            Assert.Equal(200, await StatusAsync(gateway, "shop.example/"));

        Assert.InRange(canary.Requests.Count, 5, 15);
    }

    [Fact]
    public async Task A_backend_gets_the_host_and_the_prefix_of_the_annotations()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await StartAsync(
            echo, Shop().With("upstream-vhost", "inner.example").With("x-forwarded-prefix", "/shop").With("server-alias", "alias.example"));

        Assert.Equal(200, await StatusAsync(gateway, "alias.example/"));
        var request = Assert.Single(echo.Requests);
        Assert.Equal(("inner.example", "/shop"), (request.Host, request.Headers["X-Forwarded-Prefix"]));
    }

    [Fact]
    public async Task A_client_keeps_its_endpoint()
    {
        await using var one = await EchoServer.StartAsync("one");
        await using var two = await EchoServer.StartAsync("two");
        await using var gateway = await new IngressScene().Service("one", one, two)
            .With(Shop().With("affinity", "cookie").With("session-cookie-name", "route"))
            .StartAsync();

        using var first = await gateway.SendToAsync("shop.example/");
        var cookie = first.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("route=", cookie, StringComparison.Ordinal);
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, await StatusAsync(gateway, "shop.example/", ("Cookie", cookie.Split(';')[0])));

        Assert.Equal([0, 6], new[] { one.Requests.Count, two.Requests.Count }.Order());
    }

    [Fact]
    public async Task Another_Service_gets_the_requests_while_there_are_no_endpoints()
    {
        await using var echo = await EchoServer.StartAsync("spare");
        await using var gateway = await new IngressScene().Service("one").Service("spare", echo)
            .With(Shop().With("default-backend", "spare"))
            .StartAsync();

        Assert.Equal(200, await StatusAsync(gateway, "shop.example/"));
    }

    [Fact]
    public async Task Responses_have_the_headers_of_a_ConfigMap()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await Scene(echo).ConfigMap("headers", ("X-Frame-Options", "DENY"))
            .With(Shop().With("custom-headers", "team/headers"))
            .StartAsync();

        using var response = await gateway.SendToAsync("shop.example/");

        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task Scripts_of_other_origins_may_call_a_path()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await StartAsync(
            echo, Shop().With("enable-cors", "true").With("cors-allow-origin", "https://a.example, https://b.example")
                .With("cors-allow-headers", "Keep-Alive, X-Shop"));

        using var response = await gateway.SendToAsync("shop.example/", ("Origin", "https://b.example"));

        Assert.Equal("https://b.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    private static IngressScene Canary(EchoServer main, EchoServer canary, params (string Name, string Value)[] annotations)
    {
        var ingress = Create("canary", Host("shop.example", Prefix("/", "canary"))).With("canary", "true");
        foreach (var (name, value) in annotations)
            ingress.With(name, value);
        return Scene(main).Service("canary", canary).With(Shop()).With(ingress);
    }

    private static V1Ingress Shop() => Create("shop", Host("shop.example", Prefix("/", "one")));

    private static IngressScene Scene(EchoServer echo) => new IngressScene().Service("one", echo);

    private static Task<RouteGateway> StartAsync(EchoServer echo, V1Ingress ingress) => Scene(echo).With(ingress).StartAsync();

    private static string Basic(string credentials) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));

    private static async Task<int> StatusAsync(RouteGateway gateway, string url, params (string Name, string Value)[] headers)
    {
        using var response = await gateway.SendToAsync(url, headers);
        return (int)response.StatusCode;
    }
}
