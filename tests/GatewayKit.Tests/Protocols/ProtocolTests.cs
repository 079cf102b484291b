using System.Net;
using System.Net.WebSockets;
using System.Text;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Tests.Protocols;

/// <summary>What must pass through unharmed, with a plugin that has every hook on its way.</summary>
public sealed class ProtocolTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Probe _probe = new();

    [Fact]
    public async Task A_WebSocket_passes_both_ways_and_has_no_body_to_wrap()
    {
        _probe.OnResponse = WrapInVain;
        await using var gateway = await StartAsync(HttpProtocols.Http1, HttpProtocols.Http1, EchoSocketAsync);
        using var socket = new ClientWebSocket();

        await socket
            .ConnectAsync(new Uri(gateway.Address.ToString().Replace("http", "ws", StringComparison.Ordinal)), CancellationToken.None)
            .WaitAsync(s_patience);
        await socket
            .SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, true, CancellationToken.None)
            .WaitAsync(s_patience);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(s_patience);

        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, received.Count));
    }

    [Fact]
    public async Task A_WebSocket_over_HTTP_2_passes_to_an_HTTP_1_upstream()
    {
        _probe.OnResponse = WrapInVain;
        await using var gateway = await StartAsync(HttpProtocols.Http2, HttpProtocols.Http1, EchoSocketAsync);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());

        await socket.ConnectAsync(new Uri(gateway.Address.ToString().Replace("http", "ws", StringComparison.Ordinal)),
            invoker, CancellationToken.None).WaitAsync(s_patience);
        await socket
            .SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, true, CancellationToken.None)
            .WaitAsync(s_patience);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(s_patience);

        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, received.Count));
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Server_sent_events_arrive_as_they_are_sent(HttpProtocols protocols)
    {
        var next = new SemaphoreSlim(0);
        await using var gateway = await StartAsync(protocols, HttpProtocols.Http1, async http =>
        {
            http.Response.ContentType = "text/event-stream";
            for (var i = 0; i < 3; i++)
            {
                await http.Response.WriteAsync($"data: {i}\n\n");
                await http.Response.Body.FlushAsync();
                await next.WaitAsync(http.RequestAborted);
            }
        });

        using var response = await SendAsync(gateway, protocols, HttpMethod.Get, null);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal($"data: {i}", await reader.ReadLineAsync().WaitAsync(s_patience));
            Assert.Equal("", await reader.ReadLineAsync().WaitAsync(s_patience));
            next.Release();
        }
    }

    [Fact]
    public async Task Trailers_and_a_streamed_body_pass_through_over_HTTP_2_as_gRPC_needs_them()
    {
        await using var gateway = await StartAsync(HttpProtocols.Http2, HttpProtocols.Http2, async http =>
        {
            Assert.Equal("trailers", http.Request.Headers.TE);
            http.Response.ContentType = "application/grpc";
            http.Response.DeclareTrailer("grpc-status");
            var buffer = new byte[5];
            await http.Request.Body.ReadExactlyAsync(buffer);
            await http.Response.Body.WriteAsync(buffer);
            await http.Response.Body.FlushAsync();
            await http.Request.Body.CopyToAsync(http.Response.Body);
            http.Response.AppendTrailer("grpc-status", "0");
        }, version: "2");
        var more = new TaskCompletionSource();

        using var request = Request(gateway, HttpProtocols.Http2, HttpMethod.Post, new TwoPartContent("first", more.Task, "second"));
        request.Headers.TE.ParseAdd("trailers");
        request.Content!.Headers.ContentType = new("application/grpc");
        using var client = new HttpClient();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(s_patience);
        var stream = await response.Content.ReadAsStreamAsync();
        var first = new byte[5];
        await stream.ReadExactlyAsync(first).AsTask().WaitAsync(s_patience);
        more.SetResult();
        using var rest = new StreamReader(stream);

        Assert.Equal("first", Encoding.ASCII.GetString(first));
        Assert.Equal("second", await rest.ReadToEndAsync().WaitAsync(s_patience));
        Assert.Equal("0", response.TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task A_hosts_own_endpoints_stay_what_they_are()
    {
        await using var gateway = await ProbeHost.StartAsync(
            _probe, "routes: { all: { clusterId: up, match: { path: '/api/{**rest}' } } }",
            setup => setup.WithApp(app => app.MapGet("/own", (HttpContext http) => http.Request.Headers["X-Forwarded-For"].ToString())));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/own");
        request.Headers.Add("X-Forwarded-For", "1.2.3.4");

        Assert.Equal("1.2.3.4", await (await gateway.Client.SendAsync(request)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_client_that_goes_cancels_the_call_to_the_upstream()
    {
        var arrived = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var gateway = await StartAsync(HttpProtocols.Http1, HttpProtocols.Http1, async http =>
        {
            http.RequestAborted.Register(() => cancelled.TrySetResult());
            arrived.TrySetResult();
            await cancelled.Task;
        });
        using var leave = new CancellationTokenSource();

        var call = gateway.Client.GetAsync("/x", leave.Token);
        await arrived.Task.WaitAsync(s_patience);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await cancelled.Task.WaitAsync(s_patience);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private Task<GatewayTestHost> StartAsync(HttpProtocols gateway, HttpProtocols upstream, RequestDelegate app, string version = "1.1")
        => GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<ProbePlugin>()
            .WithGateway(g => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(g.Services, _probe))
            .WithProtocols(gateway, upstream)
            .WithUpstream(app)
            .WithConfiguration($$"""
                plugins: [ { name: probe, options: { runs: true } } ]
                routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
                clusters:
                  up:
                    httpRequest: { version: "{{version}}", versionPolicy: RequestVersionExact }
                    destinations: { one: { address: "{upstream}" } }
                """)).WaitAsync(TimeSpan.FromSeconds(60));

    private static async Task<HttpResponseMessage> SendAsync(
        GatewayTestHost gateway, HttpProtocols protocols, HttpMethod method, HttpContent? content)
    {
        var client = new HttpClient();
        using var request = Request(gateway, protocols, method, content);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(s_patience);
    }

    private static HttpRequestMessage Request(GatewayTestHost gateway, HttpProtocols protocols, HttpMethod method, HttpContent? content)
        => new(method, gateway.Address)
        {
            Content = content,
            Version = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

    private static ValueTask<HookResult> WrapInVain(GatewayContext context)
    {
        context.WrapResponseBody(_ => throw new InvalidOperationException("A tunnel has no body."));
        context.WrapRequestBody(_ => throw new InvalidOperationException("A tunnel has no body."));
        return HookResult.Continue;
    }

    private static async Task EchoSocketAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        var received = await socket.ReceiveAsync(buffer, http.RequestAborted);
        await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, http.RequestAborted);
        await socket.ReceiveAsync(buffer, http.RequestAborted);
    }
}
