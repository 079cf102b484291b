using System.Net;
using System.Text;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Responses;

public sealed class ProblemBodyTests : IAsyncLifetime
{
    private const string Routes = """
        routes:
          up: { clusterId: up, match: { path: "/up/{**rest}", methods: [GET, HEAD] } }
          hooked: { clusterId: up, match: { path: "/hooked/{**rest}" }, plugins: [ { name: probe, options: { runs: true } } ] }
          token: { clusterId: up, match: { path: /token }, plugins: [ { name: token } ] }
          dead: { clusterId: dead, match: { path: "/dead/{kind}" } }
          dead-hooked: { clusterId: dead, match: { path: /dead-hooked }, plugins: [ { name: probe, options: { runs: true } } ] }
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
          dead: { destinations: { one: { address: "http://127.0.0.1:1" } } }
        """;

    private const string Problems = """
        problems:
          400: { contentType: text/html, body: "<p>400 ä" }
          401: { contentType: text/plain; charset=us-ascii, body: "401" }
          404: { contentType: application/json, body: '{"id":"{traceId}","again":"{traceId}"}' }
          405: { contentType: text/html, body: "" }
          502: { contentType: text/html, body: "<p>502" }
        """;

    private readonly Probe _probe = new();
    private GatewayTestHost _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<ProbePlugin>().WithPlugin<TokenPlugin>()
        .WithGateway(gateway => gateway.Services.AddSingleton(_probe))
        .WithUpstream(http =>
        {
            http.Response.StatusCode = http.Request.Path.Value!.EndsWith("missing", StringComparison.Ordinal) ? 404 : 200;
            return http.Response.WriteAsync("upstream");
        })
        .WithConfiguration($"{Routes}\n{Problems}")).WaitAsync(TimeSpan.FromSeconds(60));

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Theory]
    [InlineData("GET", "/up/a;b=c", 400, "text/html; charset=utf-8", "<p>400 ä")]
    [InlineData("GET", "/nowhere/a;b=c", 400, "text/html; charset=utf-8", "<p>400 ä")]
    [InlineData("GET", "/token", 401, "text/plain; charset=us-ascii", "401")]
    [InlineData("POST", "/up/x", 405, "text/html; charset=utf-8", "")]
    [InlineData("TRACE", "/nowhere", 405, "text/html; charset=utf-8", "")]
    [InlineData("GET", "/dead/x", 502, "text/html; charset=utf-8", "<p>502")]
    [InlineData("GET", "/dead-hooked", 502, "text/html; charset=utf-8", "<p>502")]
    public async Task An_answer_of_the_gateway_has_the_body_of_its_status(
        string method, string target, int status, string type, string body)
    {
        using var answer = await SendAsync(method, target);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(body, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task The_headers_of_the_answer_stay()
    {
        using var challenged = await SendAsync("GET", "/token");
        using var allowed = await SendAsync("POST", "/up/x");

        Assert.NotEmpty(challenged.Headers.WwwAuthenticate);
        Assert.Equal(["GET", "HEAD"], allowed.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task A_place_for_the_trace_id_is_filled_wherever_it_stands()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        using var answer = await _gateway.Client.SendAsync(request);

        Assert.Matches("^\\{\"id\":\"([^\"{}]+)\",\"again\":\"\\1\"\\}$", await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("/up/missing")]
    [InlineData("/hooked/missing")]
    public async Task A_response_of_the_upstream_is_left_alone(string target)
    {
        using var answer = await SendAsync("GET", target);

        Assert.Equal((HttpStatusCode.NotFound, "upstream"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_body_that_a_plugin_chose_is_left_alone_and_its_problems_are_not()
    {
        _probe.OnRequest = context => HookResult.Respond(context.Http.Request.Path.Value!.EndsWith("text", StringComparison.Ordinal)
            ? GatewayResponse.Text(502, "its own") : GatewayResponse.Problem(502, "Bad Gateway").WithHeader("X-Kept", "yes"));

        using var own = await SendAsync("GET", "/hooked/text");
        using var problem = await SendAsync("GET", "/hooked/problem");

        Assert.Equal("its own", await own.Content.ReadAsStringAsync());
        Assert.Equal(("<p>502", "yes"), (await problem.Content.ReadAsStringAsync(), problem.Headers.GetValues("X-Kept").Single()));
    }

    [Fact]
    public async Task A_status_without_a_body_of_its_own_keeps_the_problem_document()
    {
        _probe.OnRequest = _ => throw new InvalidOperationException();

        using var answer = await SendAsync("GET", "/hooked/x");

        Assert.Equal((500, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
    }

    [Fact]
    public async Task Plugins_see_and_change_the_body()
    {
        _probe.OnResponse = async context =>
        {
            var body = await context.BufferResponseBodyAsync(ByteSize.Kilobytes(1));
            return HookResult.Respond(GatewayResponse.Text(200, $"[{Encoding.UTF8.GetString(body.Span)}]"));
        };

        using var answer = await SendAsync("GET", "/dead-hooked");

        Assert.Equal("[<p>502]", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_HEAD_gets_the_head_alone()
    {
        using var answer = await SendAsync("HEAD", "/nowhere/a;b");

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(9, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_reload_changes_the_bodies()
    {
        Assert.Empty(await _gateway.ReloadAsync(Routes + "\nproblems: { 404: { contentType: text/plain, body: gone } }"));

        using var changed = await SendAsync("GET", "/nowhere");
        using var back = await SendAsync("GET", "/dead/x");

        Assert.Equal("gone", await changed.Content.ReadAsStringAsync());
        Assert.Equal("application/problem+json", back.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("302")]
    [InlineData("600")]
    [InlineData("+404")]
    [InlineData("5xx")]
    public async Task A_status_that_is_no_error_is_refused_with_its_place(string status)
        => Assert.Equal(
            [$"test.yaml:1:{17 + status.Length}: problems: {status} isn't the status of an error; it must be a number from 400 to 599."],
            await _gateway.ReloadAsync($"problems: {{ '{status}': {{ contentType: text/html, body: x }} }}"));

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
        => Assert.EndsWith("it must have at most 65536 characters.", Assert.Single(
            await _gateway.ReloadAsync($"problems: {{ 404: {{ contentType: text/html, body: {new string('x', 65_537)} }} }}")),
                StringComparison.Ordinal);

    private Task<HttpResponseMessage> SendAsync(string method, string target)
        => _gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), target)).WaitAsync(TimeSpan.FromSeconds(60));
}
