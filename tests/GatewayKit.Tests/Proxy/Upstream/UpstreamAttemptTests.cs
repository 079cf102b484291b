using System.Net;
using GatewayKit.Proxy.Upstream;
using GatewayKit.Testing;
using GatewayKit.Tests.Counters;
using GatewayKit.Tests.Edge;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy.Upstream;

public sealed class UpstreamAttemptTests
{
    private const string Runs = "- { name: probe, options: { name: a, runs: true } }";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Probe _probe = new();
    private int _failures = 1;

    [Fact]
    public async Task Hooks_run_once_however_often_the_upstream_is_tried()
    {
        await using var gateway = await StartAsync(new TwoAttempts());

        using var response = await gateway.Client.GetAsync("/x").WaitAsync(s_patience);
        await _probe.Completed.Task.WaitAsync(s_patience);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, gateway.Upstream.Requests.Count);
        Assert.Equal(["a request", "a upstream-request", "a response 200 Upstream", "a completed 200"], _probe.Events);
    }

    [Fact]
    public async Task The_response_hooks_see_only_the_last_attempt()
    {
        _failures = 2;
        await using var gateway = await StartAsync(new TwoAttempts());

        using var response = await gateway.Client.GetAsync("/x").WaitAsync(s_patience);
        await _probe.Completed.Task.WaitAsync(s_patience);

        Assert.Equal(["a request", "a upstream-request", "a response 503 Upstream", "a completed 503"], _probe.Events);
        Assert.Equal(2, gateway.Upstream.Requests.Count);
    }

    [Fact]
    public async Task Counters_and_telemetry_count_one_exchange()
    {
        await using var gateway =
            await StartAsync(new TwoAttempts(), Runs + "\n- { name: token-budget, options: { requests: 2, tokens: 1000, estimate: 400 } }");

        using var response = await gateway.Client.GetAsync("/x").WaitAsync(s_patience);
        await gateway.StopAsync().WaitAsync(s_patience);

        Assert.Equal("950", response.Headers.GetValues("X-Tokens-Left").Single());
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Contains("ForwardingFailures", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_header_that_an_upstream_request_hook_adds_is_in_both_attempts_once()
    {
        _probe.OnUpstreamRequest = (_, request) =>
        {
            request.Headers.Add("X-Added", "1");
            return default;
        };
        await using var gateway = await StartAsync(new TwoAttempts());

        await gateway.Client.GetStringAsync("/x").WaitAsync(s_patience);

        Assert.Equal(["1", "1"], gateway.Upstream.Requests.Select(request => request.Header("X-Added")));
    }

    [Fact]
    public async Task A_body_that_streams_is_sent_once()
    {
        await using var gateway = await StartAsync(new TwoAttempts());

        using var response = await gateway.Client.PostAsync("/x", new StringContent("hello")).WaitAsync(s_patience);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (response.StatusCode, gateway.Upstream.Requests.Count));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(200_000)]
    public async Task A_body_in_memory_is_sent_again(int length)
    {
        _probe.OnRequest = async context =>
        {
            await context.BufferRequestBodyAsync(ByteSize.Megabytes(1));
            return HookResult.Continue;
        };
        await using var gateway = await StartAsync(new TwoAttempts());

        Assert.Equal($"{length}:{length}", await PostAsync(gateway, new string('x', length)));
        Assert.Equal(2, gateway.Upstream.Requests.Count);
    }

    [Fact]
    public async Task A_body_that_a_hook_has_set_is_sent_again()
    {
        _probe.OnRequest = context =>
        {
            context.SetRequestBody("new"u8.ToArray(), "text/plain");
            return HookResult.Continue;
        };
        await using var gateway = await StartAsync(new TwoAttempts());

        Assert.Equal("3:3", await PostAsync(gateway, "hello"));
    }

    [Fact]
    public async Task A_body_that_a_stream_of_a_hook_was_added_to_is_sent_once()
    {
        _probe.OnRequest = async context =>
        {
            await context.BufferRequestBodyAsync(ByteSize.Megabytes(1));
            context.WrapRequestBody(stream => new UpperCaseStream(stream), keepsLength: true);
            return HookResult.Continue;
        };
        await using var gateway = await StartAsync(new TwoAttempts());

        using var response = await gateway.Client.PostAsync("/x", new StringContent("hello")).WaitAsync(s_patience);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (response.StatusCode, gateway.Upstream.Requests.Count));
    }

    [Fact]
    public async Task A_body_that_streams_can_go_to_another_address_while_nothing_of_it_was_read()
    {
        _failures = 0;
        using var closed = new ClosedPort();
        await using var gateway = await StartAsync(new TwoAttempts(new Uri($"http://127.0.0.1:{closed.Number}/")));

        Assert.Equal("5:5", await PostAsync(gateway, "hello"));
    }

    [Fact]
    public async Task A_tunnel_has_one_attempt()
    {
        var attempts = new TwoAttempts();
        await using var gateway = await StartAsync(attempts);
        var response = await RawClient.SendAsync(gateway.Address.Port, """
            GET /socket HTTP/1.1
            Host: gateway
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==


            """.ReplaceLineEndings("\r\n"));

        Assert.Equal((503, 1), (response!.Status, gateway.Upstream.Requests.Count));
        Assert.Equal(0, attempts.Requests);
    }

    private static async Task<string> PostAsync(GatewayTestHost gateway, string body)
    {
        using var response = await gateway.Client.PostAsync("/x", new StringContent(body)).WaitAsync(s_patience);
        return await response.Content.ReadAsStringAsync();
    }

    private Task<GatewayTestHost> StartAsync(TwoAttempts attempts, string plugins = Runs)
        => ProbeHost.StartAsync(_probe, ProbeHost.Route(plugins), setup => setup
            .WithPlugin<TokenBudgetPlugin>()
            .WithGateway(gateway => gateway.Services.AddSingleton<IUpstreamAttempts>(attempts))
            .WithUpstream(AnswerAsync));

    /// <summary>Answers 503 at first, and then with the declared and the received length of the body.</summary>
    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        http.Response.Headers["X-Tokens-Used"] = "50";
        if (Interlocked.Decrement(ref _failures) >= 0)
            http.Response.StatusCode = 503;
        else
            await http.Response.WriteAsync($"{http.Request.ContentLength ?? body.Length}:{body.Length}");
    }
}
