using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Cors;

public sealed class CorsTests
{
    private const string App = "https://app.example";
    private const string Stranger = "https://stranger.example";
    private const string Alice = "consumers: { alice: { credentials: { key-auth: [ { key: alice-key } ] } } }";
    private const string PreflightVary =
        "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network";

    [Fact]
    public async Task A_preflight_is_answered_before_the_caller_is_asked_for_credentials()
    {
        await using var host = await StartAsync("{ name: key-auth }", Cors($"origins: ['{App}'], headers: [X-Api-Key], maxAge: 10m"));

        var answer = await PreflightAsync(host, App, "PUT", ("Access-Control-Request-Headers", "x-api-key"));

        Assert.Equal((204, App, "600"),
            (answer.Status, answer.Header("Access-Control-Allow-Origin"), answer.Header("Access-Control-Max-Age")));
        Assert.Equal(("GET, HEAD, POST, PUT, PATCH, DELETE", "X-Api-Key"),
            (answer.Header("Access-Control-Allow-Methods"), answer.Header("Access-Control-Allow-Headers")));
        Assert.Equal((PreflightVary, null), (answer.Header("Vary"), answer.Header("Access-Control-Allow-Credentials")));
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task A_preflight_is_answered_before_an_OpenAPI_document_is_asked_for_its_operation()
    {
        await using var host =
            await StartAsync("{ name: openapi-validation, options: { openapi: orders.yaml } }", Cors($"origins: ['{App}']"));

        Assert.Equal(204, (await PreflightAsync(host, App, "GET")).Status);
    }

    [Fact]
    public async Task A_preflight_reaches_the_plugin_on_a_route_of_other_methods()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(Cors($"origins: ['{App}']"))
            .Replace("match: { path", "match: { methods: [GET, PUT], path", StringComparison.Ordinal));

        Assert.Equal(204, (await PreflightAsync(host, App, "PUT")).Status);
        Assert.Equal(404, (await PreflightAsync(host, App, "DELETE")).Status);
        Assert.Equal(405, (await host.SendAsync(HttpMethod.Options, "/")).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Theory]
    [InlineData(Stranger)]
    [InlineData("null")]
    public async Task A_preflight_of_another_origin_is_refused_without_a_CORS_header(string origin)
    {
        await using var host = await StartAsync(Cors($"origins: ['{App}']"));

        var answer = await PreflightAsync(host, origin, "GET");

        Assert.Equal((403, PreflightVary), (answer.Status, answer.Header("Vary")));
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_wildcard_repeats_the_method_and_the_headers_that_are_asked_for()
    {
        await using var host = await StartAsync(Cors($"origins: ['{App}'], methods: ['*'], credentials: true"));

        var answer = await PreflightAsync(host, App, "QUERY", ("Access-Control-Request-Headers", "authorization,x-a"));

        Assert.Equal(("QUERY", "authorization,x-a"),
            (answer.Header("Access-Control-Allow-Methods"), answer.Header("Access-Control-Allow-Headers")));
        Assert.Equal("true", answer.Header("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_preflight_names_the_exposed_headers_as_well()
    {
        await using var host = await StartAsync(Cors($"origins: ['{App}'], exposedHeaders: [X-Total, RateLimit]"));

        Assert.Equal("X-Total, RateLimit", (await PreflightAsync(host, App, "GET")).Header("Access-Control-Expose-Headers"));
    }

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, null)]
    public async Task A_private_network_is_opened_only_where_the_configuration_says_so(bool isOpen, string? allowed)
    {
        await using var host = await StartAsync(Cors($"origins: ['*'], privateNetwork: {(isOpen ? "true" : "false")}"));

        var answer = await PreflightAsync(host, App, "GET", ("Access-Control-Request-Private-Network", "true"));

        Assert.Equal(("*", allowed), (answer.Header("Access-Control-Allow-Origin"), answer.Header("Access-Control-Allow-Private-Network")));
    }

    [Fact]
    public async Task What_the_upstream_says_of_CORS_is_replaced()
    {
        await using var host = await StartAsync(
            http =>
            {
                http.Response.Headers.AccessControlAllowOrigin = "*";
                http.Response.Headers.AccessControlAllowCredentials = "true";
                http.Response.Headers.AccessControlExposeHeaders = "*";
                http.Response.Headers.Vary = "Accept";
                return Task.CompletedTask;
            },
            Cors($"origins: ['{App}'], exposedHeaders: [X-Total, RateLimit]"));

        var (allowed, refused) = (await host.GetAsync("/", ("Origin", App)), await host.GetAsync("/", ("Origin", Stranger)));

        Assert.Equal((App, null, "X-Total, RateLimit"), CorsOf(allowed));
        Assert.Equal((null, null, null), CorsOf(refused));
        Assert.Equal(("Accept, Origin", "Accept, Origin"), (allowed.Header("Vary"), refused.Header("Vary")));
        Assert.Equal(2, host.Upstream.Requests.Count);
    }

    [Fact]
    public async Task A_request_without_an_origin_says_that_the_response_varies_by_it()
    {
        await using var host = await StartAsync(Cors("origins: ['*']"));

        var answer = await host.GetAsync("/");

        Assert.Equal(((string?)null, "Origin"), (answer.Header("Access-Control-Allow-Origin"), answer.Header("Vary")));
    }

    [Fact]
    public async Task Scripts_can_read_what_the_gateway_itself_answers()
    {
        await using var host = await StartAsync(
            Cors($"origins: ['{App}'], credentials: true"),
            "{ name: key-auth }", "{ name: rate-limit, options: { limit: 2, window: 1h } }");

        var unauthorized = await host.GetAsync("/", ("Origin", App));
        await host.GetAsync("/", ("Origin", App), ("X-Api-Key", "alice-key"));
        await host.Upstream.StopAsync();
        var badGateway = await host.GetAsync("/", ("Origin", App), ("X-Api-Key", "alice-key"));
        var tooMany = await host.GetAsync("/", ("Origin", App), ("X-Api-Key", "alice-key"));

        Assert.Equal((401, 502, 429), (unauthorized.Status, badGateway.Status, tooMany.Status));
        Assert.All([unauthorized, badGateway, tooMany], answer => Assert.Equal((App, "true", null), CorsOf(answer)));
    }

    [Theory]
    [InlineData("", true, null)]
    [InlineData("", true, App)]
    [InlineData("", true, "http://gateway")] // the gateway's own origin in these requests
    [InlineData("", false, Stranger)]
    [InlineData("", false, "https://gateway")]
    [InlineData("", false, "http://gateway:81")]
    [InlineData("", false, "null")]
    [InlineData("", false, "")]
    [InlineData("", false, $"{App}\r\nOrigin: {App}")]
    [InlineData(", checkWebSockets: false", true, Stranger)]
    public async Task Only_pages_of_an_allowed_origin_open_a_WebSocket(string options, bool isForwarded, string? origin)
    {
        await using var host = await StartAsync(Cors($"origins: ['{App}']{options}"));
        string[] handshake =
        [
            "GET /chat HTTP/1.1", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ];

        var response = await host.SendRawAsync(origin is null ? handshake : [.. handshake, $"Origin: {origin}"]);

        Assert.Equal((isForwarded, isForwarded ? 1 : 0),
            (!response.StartsWith("HTTP/1.1 403 ", StringComparison.Ordinal), host.Upstream.Requests.Count));
    }

    [Fact]
    public async Task OPTIONS_without_the_headers_of_a_preflight_goes_on()
    {
        await using var host = await StartAsync(Cors($"origins: ['{App}']"));

        var answer = await host.SendAsync(HttpMethod.Options, "/", ("Origin", App));

        Assert.Equal((200, "upstream", App), (answer.Status, answer.Body, answer.Header("Access-Control-Allow-Origin")));
    }

    private static string Cors(string options) => $"{{ name: cors, options: {{ {options} }} }}";

    private static (string? Origin, string? Credentials, string? Exposed) CorsOf(Answer answer)
        => (answer.Header("Access-Control-Allow-Origin"),
            answer.Header("Access-Control-Allow-Credentials"), answer.Header("Access-Control-Expose-Headers"));

    private static Task<Answer> PreflightAsync(
        GatewayTestHost host, string origin, string method, params (string Name, string Value)[] more)
        => host.SendAsync(HttpMethod.Options, "/", [("Origin", origin), ("Access-Control-Request-Method", method), .. more]);

    private static Task<GatewayTestHost> StartAsync(params string[] plugins) => StartAsync(null, plugins);

    private static Task<GatewayTestHost> StartAsync(RequestDelegate? upstream, params string[] plugins)
        => PluginGateway.StartAsync(PluginGateway.OneRoute(plugins) + Alice, setup =>
        {
            if (upstream is not null)
                setup.WithUpstream(upstream);
        });
}
