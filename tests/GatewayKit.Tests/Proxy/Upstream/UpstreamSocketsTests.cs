using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using GatewayKit.Proxy.Upstream;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Proxy.Upstream;

public sealed class UpstreamSocketsTests : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GatewayTestHost _gateway = null!;
    private string _configuration = "";

    public ValueTask DisposeAsync()
    {
        _answer.TrySetResult();
        return _gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_request_that_gets_no_connection_in_time_is_a_503_and_no_failure_of_its_destination()
    {
        var time = new NoPatience();
        await StartAsync(1, time);
        var first = GetAsync("/a/slow");
        await _arrived.Task.WaitAsync(s_patience);

        for (var i = 0; i < 20; i++)
        {
            using var refused = await GetAsync("/b/x");
            Assert.Equal((503, "1"), ((int)refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
            Assert.Equal("The gateway doesn't have a free connection for this request.",
                (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
        }

        Assert.InRange(time.Longest, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        Assert.Contains(
            "Warning GatewayKit.Proxy.Failures.ForwardingFailures: Route 'b' got no usable response from cluster 'b', destination 'two' "
                + "(no connection): All 1 connections to upstreams that the file descriptors allow are open.",
            _gateway.Logs.Lines);

        _answer.SetResult();
        Assert.Equal("closed", await (await first).Content.ReadAsStringAsync());
        Assert.Equal("closed", await _gateway.Client.GetStringAsync("/b/close").WaitAsync(s_patience));
    }

    [Fact]
    public async Task Requests_to_one_destination_share_the_connections_that_there_are()
    {
        await StartAsync(1, new FakeTimeProvider());

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => GetAsync("/a/x"))),
            response => Assert.Equal(200, (int)response.StatusCode));
    }

    [Fact]
    public async Task An_idle_connection_makes_room_for_one_to_another_destination()
    {
        await StartAsync(1, new FakeTimeProvider());

        Assert.Equal("kept", await _gateway.Client.GetStringAsync("/a/x").WaitAsync(s_patience));
        Assert.Equal("kept", await _gateway.Client.GetStringAsync("/b/x").WaitAsync(s_patience));
    }

    [Theory]
    [InlineData("/refusing/x")]
    [InlineData("/unencrypted/x")]
    [InlineData("/nowhere/x")]
    public async Task A_connection_that_fails_makes_room(string path)
    {
        await StartAsync(2, new NoPatience());
        await _gateway.ReloadAsync(
            _configuration.Replace("https://127.0.0.1:1", $"https://{_gateway.Upstream.Address.Authority}", StringComparison.Ordinal));
        for (var i = 0; i < 4; i++)
            Assert.Equal(502, (int)(await GetAsync(path)).StatusCode);

        // Both places are free.
        var slow = GetAsync("/a/slow");
        await _arrived.Task.WaitAsync(s_patience);
        Assert.Equal(200, (int)(await GetAsync("/b/close")).StatusCode);
        Assert.Equal(200, (int)(await GetAsync("/b/close")).StatusCode);
        _answer.SetResult();
        await slow;
    }

    [Fact]
    public async Task A_WebSocket_holds_its_place_until_it_ends()
    {
        await StartAsync(1, new FakeTimeProvider());
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{_gateway.Address.Authority}/a/socket"), CancellationToken.None).WaitAsync(s_patience);

        var waiting = GetAsync("/b/x");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(s_patience);

        Assert.Equal(200, (int)(await waiting).StatusCode);
    }

    [Fact]
    public async Task One_HTTP2_connection_takes_one_place_for_many_requests()
    {
        await StartAsync(1, new NoPatience(), HttpProtocols.Http2, "version: \"2\", versionPolicy: RequestVersionExact");
        var slow = GetAsync("/a/slow");
        await _arrived.Task.WaitAsync(s_patience);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => GetAsync("/a/x"))),
            response => Assert.Equal(200, (int)response.StatusCode));
        Assert.Equal(503, (int)(await GetAsync("/b/x")).StatusCode);
        _answer.SetResult();
        await slow;
    }

    /// <summary>Asks no server for a name.</summary>
    private static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) => IPAddress.TryParse(host, out var address)
        ? Task.FromResult<IPAddress[]>([address])
        : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));

    private Task<HttpResponseMessage> GetAsync(string path) => _gateway.Client.GetAsync(path).WaitAsync(s_patience);

    private async Task StartAsync(
        long limit, TimeProvider time, HttpProtocols protocols = HttpProtocols.Http1, string request = "version: \"1.1\"")
        => _gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(gateway => gateway.Services.AddSingleton(new UpstreamSockets(() => limit, time, ResolveAsync)))
            .WithProtocols(HttpProtocols.Http1, protocols)
            .WithUpstream(AnswerAsync)
            .WithConfiguration(_configuration = $$"""
                routes:
                  a: { clusterId: a, match: { path: "/a/{**rest}" } }
                  b: { clusterId: b, match: { path: "/b/{**rest}" } }
                  refusing: { clusterId: refusing, match: { path: "/refusing/{**rest}" } }
                  unencrypted: { clusterId: unencrypted, match: { path: "/unencrypted/{**rest}" } }
                  nowhere: { clusterId: nowhere, match: { path: "/nowhere/{**rest}" } }
                clusters:
                  a: { destinations: { one: { address: "{upstream}" } }, httpRequest: { {{request}} } }
                  b:
                    destinations: { two: { address: "{upstream}" } }
                    httpRequest: { {{request}} }
                    healthCheck: { passive: { enabled: true, policy: TransportFailureRate } }
                  refusing: { destinations: { one: { address: "http://127.0.0.1:1" } } }
                  unencrypted: { destinations: { one: { address: "https://127.0.0.1:1" } } }
                  nowhere: { destinations: { one: { address: "http://name.invalid" } } }
                """)).WaitAsync(s_patience);

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.WebSockets.IsWebSocketRequest)
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await socket.ReceiveAsync(new byte[100], CancellationToken.None);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
            return;
        }

        var isSlow = http.Request.Path.Value!.EndsWith("slow", StringComparison.Ordinal);
        if (isSlow)
        {
            _arrived.TrySetResult();
            await _answer.Task;
        }

        var closes = HttpProtocol.IsHttp11(http.Request.Protocol)
            && (isSlow || http.Request.Path.Value.EndsWith("close", StringComparison.Ordinal));
        if (closes)
            http.Response.Headers.Connection = "close";
        await http.Response.WriteAsync(closes ? "closed" : "kept");
    }
}
