using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.ForwardAuth;

public sealed class ForwardAuthTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async Task InitializeAsync() => _service = await TestService.StartAsync(_ => Task.CompletedTask);

    public Task DisposeAsync() => _service.DisposeAsync().AsTask();

    [Fact]
    public async Task The_service_sees_the_request_line_and_the_chosen_headers_only()
    {
        await using var host = await StartAsync("requestHeaders: [Authorization, X-Tenant]");

        var answer = await host.SendAsync(
            HttpMethod.Delete, "/a%20b/%C3%A4?q=1%202",
            ("Authorization", "Bearer abc"), ("X-Tenant", "north"), ("Cookie", "session=1"), ("X-Forwarded-Uri", "/public"));

        Assert.Equal(200, answer.Status);
        Assert.True(_service.Requests.TryDequeue(out var seen));
        Assert.Equal(
            ("GET /check", "DELETE", "http", host.Address.Authority, "/a%20b/%C3%A4?q=1%202", "127.0.0.1", "Bearer abc", "north"),
            (seen[":target"], seen["X-Forwarded-Method"], seen["X-Forwarded-Proto"], seen["X-Forwarded-Host"], seen["X-Forwarded-Uri"],
                seen["X-Forwarded-For"], seen["Authorization"], seen["X-Tenant"]));
        Assert.False(seen.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task The_upstream_gets_the_service_s_headers_in_place_of_the_client_s()
    {
        _service.Handler = http =>
        {
            http.Response.Headers["X-User-Id"] = "7";
            http.Response.Headers["X-Secret"] = "internal";
            return Task.CompletedTask;
        };
        await using var host = await StartAsync("upstreamHeaders: [X-User-Id, X-Plan]");

        var response = await host.GetAsync(
            "/", ("X-User-Id", "1"), ("X-Plan", "gold"), ("x_plan", "gold"), ("X-User_Id", "1"), ("X.Plan", "gold"));

        Assert.Equal(200, response.Status);
        var seen = host.Upstream.Request;
        Assert.Equal(("7", null, null), (seen.Header("X-User-Id"), seen.Header("X-Plan"), seen.Header("X-Secret")));
        Assert.Equal((null, null, null), (seen.Header("x_plan"), seen.Header("X-User_Id"), seen.Header("X.Plan")));
    }

    [Theory]
    [InlineData("127.0.0.0/8", 200, 0)]
    [InlineData("192.0.2.0/24", 401, 1)]
    public async Task The_service_is_not_asked_about_exempt_clients(string exempt, int status, int questions)
    {
        _service.Handler = http =>
        {
            http.Response.StatusCode = 401;
            return Task.CompletedTask;
        };
        await using var host = await StartAsync($"upstreamHeaders: [X-User-Id], exempt: [{exempt}]");

        Assert.Equal(status, (await host.GetAsync("/", ("X-User-Id", "1"))).Status);

        Assert.Equal(questions, _service.Requests.Count);
        Assert.All(host.Upstream.Requests, request => Assert.Null(request.Header("X-User-Id")));
    }

    [Fact]
    public async Task The_service_names_the_caller_and_the_groups()
    {
        _service.Handler = http =>
        {
            http.Response.Headers["Remote-User"] = "alice";
            http.Response.Headers["Remote-Groups"] = "gold, beta";
            return Task.CompletedTask;
        };
        await using var host = await StartAsync("consumerHeader: Remote-User, groupsHeader: Remote-Groups");

        Assert.Equal(200, (await host.GetAsync("/", ("Remote-User", "root"))).Status);

        Assert.Equal(
            ("alice", "gold,beta"), (host.Upstream.Request.Header("X-Consumer-Name"), host.Upstream.Request.Header("X-Consumer-Groups")));
    }

    [Theory]
    [InlineData("Zoë", "gold")]
    [InlineData("alice", "gold, Zoë")]
    public async Task A_name_that_the_upstream_could_read_differently_is_an_error_of_the_service(string name, string groups)
    {
        _service.Handler = http =>
        {
            http.Response.Headers["Remote-User"] = name;
            http.Response.Headers["Remote-Groups"] = groups;
            return Task.CompletedTask;
        };
        await using var host = await StartAsync("consumerHeader: Remote-User, groupsHeader: Remote-Groups");

        Assert.Equal(503, (await host.GetAsync("/")).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task The_service_receives_headers_that_describe_the_body_and_no_body()
    {
        await using var host = await StartAsync("requestHeaders: [Content-Type, Content-Language]");

        var answer = await host.SendRawAsync(
            "POST / HTTP/1.1", "Content-Type: application/json", "Content-Language: de", "Content-Length: 0");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.True(_service.Requests.TryDequeue(out var seen));
        Assert.Equal(("application/json", "de"), (seen["Content-Type"], seen["Content-Language"]));
    }

    [Fact]
    public async Task A_header_beyond_ASCII_reaches_the_service()
    {
        await using var host = await StartAsync();

        // The test sends Latin-1: these are the bytes of a name in UTF-8.
        var answer = await host.SendRawAsync("GET / HTTP/1.1", "Cookie: name=Zo\u00C3\u00AB");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.True(_service.Requests.TryDequeue(out var seen));
        Assert.Equal("name=Zo\u00EB", seen["Cookie"]);
    }

    [Fact]
    public async Task A_refusal_reaches_the_client_and_nothing_reaches_the_upstream()
    {
        await using var host = await StartAsync();
        foreach (var status in (int[])[400, 401, 402, 403, 429, 302, 303, 307])
        {
            _service.Handler = async http =>
            {
                http.Response.StatusCode = status;
                http.Response.Headers.WWWAuthenticate = "Bearer realm=\"login\"";
                http.Response.Headers.Location = "https://login.example/";
                http.Response.Headers.Append("Set-Cookie", "a=1");
                http.Response.Headers.Append("Set-Cookie", "b=2");
                http.Response.Headers["X-Internal"] = "db-7";
                await http.Response.WriteAsync("log in first");
            };

            var answer = await host.GetAsync("/", ("Authorization", "Bearer wrong"));

            Assert.Equal((status, "log in first", "https://login.example/", "a=1, b=2", null),
                (answer.Status, answer.Body, answer.Header("Location"), answer.Header("Set-Cookie"), answer.Header("X-Internal")));
            Assert.Contains("Bearer realm=\"login\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        }

        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task Any_other_answer_is_a_503_that_shows_nothing_of_the_service()
    {
        await using var host = await StartAsync("consumerHeader: Remote-User");
        RequestDelegate[] answers =
        [
            http => Status(http, 404),
            http => Status(http, 500),
            http => Status(http, 302), // without Location
            http => Status(http, 200), // without Remote-User
            http => Named(http, "alice", "bob"),
            http => Named(http, "a\tb"),
            http => http.Response.WriteAsync(new string('x', 70_000)),
            http =>
            {
                http.Abort();
                return Task.CompletedTask;
            },
        ];
        foreach (var answer in answers)
        {
            _service.Handler = answer;
            var response = await host.GetAsync("/");
            Assert.Equal(503, response.Status);
            Assert.DoesNotContain(_service.Address, response.Body, StringComparison.Ordinal);
        }

        Assert.Empty(host.Upstream.Requests);

        static Task Status(HttpContext http, int status)
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        }

        static Task Named(HttpContext http, params string[] names)
        {
            http.Response.Headers["Remote-User"] = names;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_service_that_is_down_or_slow_is_a_503_and_one_log_line_without_credentials()
    {
        var gone = await TestService.StartAsync(_ => Task.CompletedTask);
        await gone.DisposeAsync();
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
            $"{{ name: forward-auth, options: {{ url: '{gone.Address}/check' }} }}"), setup => setup.WithTime(new FakeTimeProvider()));

        for (var i = 0; i < 3; i++)
            Assert.Equal(503, (await host.GetAsync("/", ("Authorization", "Bearer sekret"))).Status);

        Assert.Single(host.Logs.Lines, line => line.Contains("Forward auth", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("sekret", StringComparison.Ordinal));

        _service.Handler = http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        await using var slow = await StartAsync("timeout: 50ms");
        Assert.Equal(503, (await slow.GetAsync("/")).Status);
        Assert.Empty(slow.Upstream.Requests);
    }

    [Fact]
    public async Task A_decision_is_reused_for_the_same_request_until_it_is_too_old()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync("cacheFor: 10s", time);

        foreach (var (target, authorization, asked) in ((string, string, int)[])
        [
            ("/a", "one", 1), ("/a", "one", 1), ("/a", "two", 2), ("/b", "one", 3), ("/a?x", "one", 4), ("/a", "one", 4),
        ])
        {
            Assert.Equal(200, (await host.GetAsync(target, ("Authorization", authorization))).Status);
            Assert.Equal(asked, _service.Requests.Count);
        }

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (await host.GetAsync("/a", ("Authorization", "one"))).Status);
        Assert.Equal(5, _service.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_is_never_reused_and_neither_is_a_response_that_must_not_be_stored()
    {
        await using var host = await StartAsync("cacheFor: 10s");
        _service.Handler = http =>
        {
            http.Response.StatusCode = 403;
            return Task.CompletedTask;
        };
        Assert.Equal(403, (await host.GetAsync("/")).Status);

        _service.Handler = http =>
        {
            http.Response.Headers.CacheControl = _service.Requests.Count < 4 ? "no-store" : "no-store, =unreadable";
            return Task.CompletedTask;
        };
        for (var i = 0; i < 4; i++)
            Assert.Equal(200, (await host.GetAsync("/")).Status);
        Assert.Equal(5, _service.Requests.Count);
    }

    [Theory]
    [InlineData("url: 'ftp://auth/'", "options.url ")]
    [InlineData("url: '/check'", "options.url ")]
    [InlineData("url: 'http://user:password@auth/'", "options.url must not contain credentials")]
    [InlineData("url: 'http://auth/', requestHeaders: [Host]", "options.requestHeaders[0] ")]
    [InlineData("url: 'http://auth/', requestHeaders: [X_Forwarded_Uri]", "options.requestHeaders[0] ")]
    [InlineData("url: 'http://auth/', upstreamHeaders: [X-Consumer-Name]", "options.upstreamHeaders[0] ")]
    [InlineData("url: 'http://auth/', groupsHeader: Remote-Groups", "options.groupsHeader ")]
    [InlineData("url: 'http://auth/', method: PUT", "options.method ")]
    public async Task Invalid_options_are_rejected(string options, string error)
        => Assert.Contains(
            await PluginGateway.ErrorsOfAsync($"{{ name: forward-auth, options: {{ {options} }} }}"),
            line => line.Contains(error, StringComparison.Ordinal));

    private Task<GatewayTestHost> StartAsync(string options = "", TimeProvider? time = null) => PluginGateway.StartAsync(
        PluginGateway.OneRoute(
            $"{{ name: forward-auth, options: {{ url: '{_service.Address}/check'{(options.Length > 0 ? ", " : "")}{options} }} }}"),
        setup => setup.WithTime(time ?? TimeProvider.System));
}
