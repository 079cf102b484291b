using System.Net.WebSockets;
using System.Text;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Tests.Translation;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>The effects of HTTPRoutes for clients and backends.</summary>
public sealed class HttpRouteBehaviorTests
{
    [Fact]
    public async Task A_backend_gets_the_rewritten_request()
    {
        await using var echo = await EchoServer.StartAsync();
        var rule = RouteScene.Rule(RouteScene.To("echo")) with
        {
            Matches = [RouteScene.Prefix("/prefix/one")],
            Filters =
            [
                new()
                {
                    Type = "URLRewrite",
                    UrlRewrite = new()
                    {
                        Hostname = "one.example",
                        Path = new() { Type = "ReplacePrefixMatch", ReplacePrefixMatch = "/one" },
                    },
                },
                new()
                {
                    Type = "RequestHeaderModifier",
                    RequestHeaderModifier = new()
                    {
                        Set = [new() { Name = "X-Set", Value = "set" }],
                        Add = [new() { Name = "X-Add", Value = "added" }],
                        Remove = ["X-Remove"],
                    },
                },
            ],
        };
        await using var gateway = await RouteGateway.StartAsync(Scene(echo).Translate(RouteScene.Route(rule)));

        foreach (var (target, expected) in new[]
        {
            ("/prefix/one/two%20x?a=%2F", "/one/two%20x?a=%2F"), ("/prefix/one", "/one"), ("/prefix/one/", "/one/"),
        })
        {
            using var response = await gateway.GetAsync(target, ("X-Set", "a"), ("X-Add", "before"), ("X-Remove", "b"));
            Assert.True(echo.Requests.TryDequeue(out var request));
            Assert.Equal((expected, "one.example"), (request.Target, request.Host));
            Assert.Equal(("set", "before,added"), (request.Headers["X-Set"], request.Headers["X-Add"]));
            Assert.False(request.Headers.ContainsKey("X-Remove"));
            Assert.Equal("shop.example", request.Headers["X-Forwarded-Host"]);
        }

        Assert.Equal(404, (int)(await gateway.GetAsync("/prefix/ones")).StatusCode);
    }

    [Fact]
    public async Task A_backend_gets_the_host_of_the_client()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await RouteGateway.StartAsync(
            Scene(echo).Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("echo")))));

        Assert.Equal("echo", await (await gateway.GetAsync("/")).Content.ReadAsStringAsync());
        Assert.Equal("shop.example", Assert.Single(echo.Requests).Host);
    }

    [Fact]
    public async Task Invalid_backends_answer_for_their_share()
    {
        await using var echo = await EchoServer.StartAsync();
        var scene = Scene(echo).Service("empty");
        await using var gateway = await RouteGateway.StartAsync(scene.Translate(RouteScene.Route(
            RouteScene.Rule(RouteScene.To("echo", weight: 5), RouteScene.To("missing", weight: 3), RouteScene.To("empty", weight: 2)))));
        var statuses = new List<int>();

        for (var i = 0; i < 100; i++)
        {
            using var response = await gateway.GetAsync("/");
            statuses.Add((int)response.StatusCode);
        }

        Assert.InRange(statuses.Count(status => status == 200), 40, 60);
        Assert.InRange(statuses.Count(status => status == 500), 20, 40);
        Assert.InRange(statuses.Count(status => status == 503), 10, 30);
    }

    [Fact]
    public async Task Rules_without_a_backend_answer_500()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await RouteGateway.StartAsync(Scene(echo).Translate(RouteScene.Route(
            new HttpRouteRule { Matches = [RouteScene.Prefix("/none")] },
            RouteScene.Rule(RouteScene.To("echo", weight: 0)) with { Matches = [RouteScene.Prefix("/zero")] })));

        Assert.Equal(500, (int)(await gateway.GetAsync("/none")).StatusCode);
        Assert.Equal(500, (int)(await gateway.GetAsync("/zero")).StatusCode);
    }

    [Fact]
    public async Task A_slow_backend_is_a_504()
    {
        await using var echo = await EchoServer.StartAsync(answer: http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        await using var gateway = await RouteGateway.StartAsync(Scene(echo).Translate(RouteScene.Route(
            RouteScene.Rule(RouteScene.To("echo")) with { Timeouts = new() { Request = "100ms" } })));

        Assert.Equal(504, (int)(await gateway.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Scripts_of_allowed_origins_may_call_a_backend()
    {
        await using var echo = await EchoServer.StartAsync();
        var cors = new CorsFilter
        {
            AllowOrigins = ["https://www.foo.com", "https://*.bar.com"],
            AllowMethods = ["GET", "OPTIONS"],
            AllowHeaders = ["x-1", "x-2"],
            ExposeHeaders = ["x-3"],
            AllowCredentials = true,
            MaxAge = 3600,
        };
        await using var gateway = await RouteGateway.StartAsync(Scene(echo).Translate(RouteScene.Route(
            RouteScene.Rule(RouteScene.To("echo")) with { Filters = [new() { Type = "CORS", Cors = cors }] })));

        foreach (var origin in new[] { "https://www.foo.com", "https://a.b.bar.com" })
        {
            using var preflight = await gateway.SendAsync(
                HttpMethod.Options, "/", ("Origin", origin), ("Access-Control-Request-Method", "GET"));
            Assert.Equal(
                "204 " + origin + " GET, OPTIONS x-1, x-2 x-3 3600 true",
                $"{(int)preflight.StatusCode} {Allowed(preflight, "Allow-Origin")} {Allowed(preflight, "Allow-Methods")} "
                    + $"{Allowed(preflight, "Allow-Headers")} {Allowed(preflight, "Expose-Headers")} {Allowed(preflight, "Max-Age")} "
                    + Allowed(preflight, "Allow-Credentials"));
            using var response = await gateway.GetAsync("/", ("Origin", origin));
            Assert.Equal((200, origin), ((int)response.StatusCode, Allowed(response, "Allow-Origin")));
        }

        using var refused = await gateway.GetAsync("/", ("Origin", "https://foobar.com"));
        Assert.Equal((200, null), ((int)refused.StatusCode, Allowed(refused, "Allow-Origin")));
    }

    [Theory]
    [InlineData(true, "https://any.example:8443")]
    [InlineData(false, "*")]
    public async Task Any_origin_may_be_allowed(bool credentials, string expected)
    {
        await using var echo = await EchoServer.StartAsync();
        var cors = new CorsFilter { AllowOrigins = ["*"], AllowMethods = ["*"], AllowHeaders = ["*"], AllowCredentials = credentials };
        await using var gateway = await RouteGateway.StartAsync(Scene(echo).Translate(RouteScene.Route(
            RouteScene.Rule(RouteScene.To("echo")) with { Filters = [new() { Type = "CORS", Cors = cors }] })));

        using var preflight = await gateway.SendAsync(
            HttpMethod.Options, "/", ("Origin", "https://any.example:8443"), ("Access-Control-Request-Method", "PUT"),
            ("Access-Control-Request-Headers", "x-1, x-2"));

        Assert.Equal((expected, "PUT", "x-1, x-2"),
            (Allowed(preflight, "Allow-Origin"), Allowed(preflight, "Allow-Methods"), Allowed(preflight, "Allow-Headers")));
        Assert.Equal(credentials ? "true" : null, Allowed(preflight, "Allow-Credentials"));
    }

    [Fact]
    public async Task A_copy_of_a_request_reaches_the_mirror()
    {
        await using var echo = await EchoServer.StartAsync();
        await using var copies = await EchoServer.StartAsync("copies");
        var rule = RouteScene.Rule(RouteScene.To("echo")) with
        {
            Filters =
            [
                new() { Type = "RequestMirror", RequestMirror = new() { BackendRef = RouteScene.To("copies") } },
                new() { Type = "RequestMirror", RequestMirror = new() { BackendRef = RouteScene.To("echo") } },
                new()
                {
                    Type = "RequestHeaderModifier",
                    RequestHeaderModifier = new() { Set = [new() { Name = "X-Set", Value = "set" }] },
                },
            ],
        };
        await using var gateway = await RouteGateway.StartAsync(Scene(echo, ("copies", copies)).Translate(RouteScene.Route(rule)));

        Assert.Equal("echo", await (await gateway.GetAsync("/mirror?a=b", ("Authorization", "Bearer x"))).Content.ReadAsStringAsync());

        var copy = await FirstAsync(copies);
        Assert.Equal(("/mirror?a=b", "set", "Bearer x"), (copy.Target, copy.Headers["X-Set"], copy.Headers["Authorization"]));
        await UntilAsync(() => echo.Requests.Count == 2);
    }

    [Fact]
    public async Task A_backend_that_only_speaks_HTTP2_gets_HTTP2()
    {
        await using var echo = await EchoServer.StartAsync(protocols: HttpProtocols.Http2);
        await using var gateway = await RouteGateway.StartAsync(
            new RouteScene().ServiceAt("echo", echo.Port, "kubernetes.io/h2c").Translate(
                RouteScene.Route(RouteScene.Rule(RouteScene.To("echo")))));

        Assert.Equal(200, (int)(await gateway.GetAsync("/")).StatusCode);
        Assert.Equal("HTTP/2", Assert.Single(echo.Requests).Protocol);
    }

    [Fact]
    public async Task A_request_that_an_endpoint_did_not_get_goes_to_another_one()
    {
        await using var echo = await EchoServer.StartAsync();
        int closed;
        await using (var ended = await EchoServer.StartAsync())
            closed = ended.Port;
        await using var gateway = await RouteGateway.StartAsync(
            new RouteScene().ServiceAt("echo", [echo.Port, closed]).Translate(RouteScene.Route(RouteScene.Rule(RouteScene.To("echo")))));

        for (var i = 0; i < 10; i++)
        {
            using var response = await gateway.SendAsync(HttpMethod.Post, "/");
            Assert.Equal(200, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task A_rule_may_have_requests_sent_again()
    {
        var failures = 2;
        await using var echo = await EchoServer.StartAsync(answer: http =>
        {
            http.Response.StatusCode = Interlocked.Decrement(ref failures) >= 0 ? 500 : 200;
            return Task.CompletedTask;
        });
        var rule = RouteScene.Rule(RouteScene.To("echo")) with { Retry = new() { Codes = [500], Attempts = 2 } };
        await using var gateway = await RouteGateway.StartAsync(Scene(echo).Translate(RouteScene.Route(rule)));

        Assert.Equal(200, (int)(await gateway.GetAsync("/")).StatusCode);
        Assert.Equal(3, echo.Requests.Count);
        Volatile.Write(ref failures, 3);
        Assert.Equal(500, (int)(await gateway.GetAsync("/")).StatusCode);
    }

    [Theory]
    [InlineData("kubernetes.io/ws")]
    [InlineData(null)]
    public async Task A_WebSocket_reaches_its_backend(string? protocol)
    {
        await using var echo = await EchoServer.StartAsync(answer: async http =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, http.RequestAborted);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, http.RequestAborted);
        });
        var rule = RouteScene.Rule(RouteScene.To("echo")) with { Timeouts = new() { Request = "20s" } };
        await using var gateway = await RouteGateway.StartAsync(
            new RouteScene().ServiceAt("echo", echo.Port, protocol).Translate(RouteScene.Route(rule)));
        using var socket = new ClientWebSocket();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        await socket.ConnectAsync(new UriBuilder(gateway.Address) { Scheme = "ws" }.Uri, timeout.Token);
        var buffer = new byte[16];
        var received = await socket.ReceiveAsync(buffer, timeout.Token);

        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, received.Count));
    }

    [Fact]
    public async Task A_BackendTLSPolicy_decides_how_a_backend_is_verified()
    {
        var (root, stranger) = (TestAuthority.Root(), TestAuthority.Root("CN=Test root"));
        await using var upstream = await TlsUpstream.StartAsync(root.Issue(TestCertificate.Server("a.example")));
        var route = RouteScene.Route(RouteScene.Rule(RouteScene.To("echo")));
        foreach (var (host, authority, status) in new[]
        {
            ("a.example", root, 200), ("b.example", root, 502), ("a.example", stranger, 502),
        })
        {
            var scene = new RouteScene().ServiceAt("echo", upstream.Address.Port).Authority("roots", authority.Pem);
            await using var gateway = await RouteGateway.StartAsync(scene.Policy(Policy(host)).Translate(route));

            Assert.Equal(status, (int)(await gateway.GetAsync("/")).StatusCode);
            Assert.Equal(host, upstream.Names.Last());
        }
    }

    private static BackendTlsPolicy Policy(string host) => new()
    {
        Metadata = RouteScene.Metadata("tls"),
        Spec = new BackendTlsPolicySpec
        {
            TargetRefs = [new PolicyTarget { Kind = "Service", Name = "echo" }],
            Validation = new BackendTlsValidation
            {
                Hostname = host,
                CaCertificateRefs = [new ObjectReference { Kind = "ConfigMap", Name = "roots" }],
            },
        },
    };

    private static string? Allowed(HttpResponseMessage response, string header)
        => response.Headers.TryGetValues("Access-Control-" + header, out var values) ? string.Join(',', values) : null;

    private static RouteScene Scene(EchoServer echo, params (string Name, EchoServer Server)[] more)
        => more.Aggregate(
            new RouteScene().ServiceAt("echo", echo.Port), (scene, other) => scene.ServiceAt(other.Name, other.Server.Port));

    private static async Task<EchoedRequest> FirstAsync(EchoServer server)
    {
        await UntilAsync(() => !server.Requests.IsEmpty);
        return server.Requests.First();
    }

    /// <summary>Copies are sent beside the response, so there is nothing else to wait for.</summary>
    private static async Task UntilAsync(Func<bool> isDone)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isDone())
            await Task.Delay(10, timeout.Token);
    }
}
