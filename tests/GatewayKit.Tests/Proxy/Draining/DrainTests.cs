using System.Net;
using System.Net.WebSockets;
using System.Text;
using GatewayKit.Proxy.Draining;
using GatewayKit.Testing;
using GatewayKit.Tests.Edge;
using GatewayKit.Tests.Hosting;
using GatewayKit.Tests.Pipeline;
using GatewayKit.Tests.Proxy.Forwarding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy.Draining;

public sealed class DrainTests
{
    private const WebSocketCloseStatus GoingAway = WebSocketCloseStatus.EndpointUnavailable;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly CountedTimers _time = new(TimeSpan.FromSeconds(2));
    private readonly TaskCompletionSource<WebSocketCloseStatus?> _upstreamClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task An_idle_WebSocket_is_closed_in_order_and_holds_up_no_stop(HttpProtocols protocols)
    {
        await using var gateway = await StartAsync(protocols);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        using var socket = await ConnectAsync(gateway, protocols, invoker);

        var stop = gateway.StopAsync();
        var goodbye = await socket.ReceiveAsync(new byte[100], CancellationToken.None).WaitAsync(s_patience);
        await socket.CloseOutputAsync(GoingAway, "", CancellationToken.None).WaitAsync(s_patience);

        Assert.Equal((WebSocketMessageType.Close, GoingAway), (goodbye.MessageType, goodbye.CloseStatus));
        Assert.Equal(GoingAway, await _upstreamClosed.Task.WaitAsync(s_patience));
        await stop.WaitAsync(s_patience);
    }

    [Fact]
    public async Task A_client_that_does_not_answer_is_not_waited_for()
    {
        await using var gateway = await StartAsync(HttpProtocols.Http1);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        using var socket = await ConnectAsync(gateway, HttpProtocols.Http1, invoker);

        var stop = gateway.StopAsync();
        await socket.ReceiveAsync(new byte[100], CancellationToken.None).WaitAsync(s_patience);

        // The client has the close frame before the gateway counts the time for its answer.
        await _time.IsSetAsync();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(GoingAway, await _upstreamClosed.Task.WaitAsync(s_patience));
        await stop.WaitAsync(s_patience);
    }

    [Fact]
    public async Task A_WebSocket_that_opens_while_others_are_closed_is_closed_as_well()
    {
        await using var gateway = await StartAsync(HttpProtocols.Http1);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        gateway.Services.GetRequiredService<ConnectionDrain>().CloseTunnels();

        using var socket = await ConnectAsync(gateway, HttpProtocols.Http1, invoker, echoes: false);

        Assert.Equal(GoingAway, (await socket.ReceiveAsync(new byte[100], CancellationToken.None).WaitAsync(s_patience)).CloseStatus);
    }

    [Theory]
    [InlineData("/plain")]
    [InlineData("/probed")]
    [InlineData("/dead")]
    public async Task A_response_that_begins_after_the_signal_closes_its_connection(string path)
    {
        await using var gateway = await StartAsync(HttpProtocols.Http1);
        await using var client = await RawClient.ConnectAsync(gateway.Address.Port);
        await client.WriteAsync($"GET {path} HTTP/1.1\r\nHost: h\r\n\r\n");
        if (path != "/dead")
            await _arrived.Task.WaitAsync(s_patience);
        else
            Assert.Equal(502, (await client.ReadResponseAsync())?.Status);

        gateway.Services.GetRequiredService<ConnectionDrain>().Begin();
        _answer.SetResult();
        if (path == "/dead")
            await client.WriteAsync("GET /dead HTTP/1.1\r\nHost: h\r\n\r\n");

        Assert.Equal("close", (await client.ReadResponseAsync())?.Header("Connection"));
    }

    private Task<GatewayTestHost> StartAsync(HttpProtocols protocols) => GatewayTestHost.StartAsync(setup => setup
        .WithTime(_time)
        .WithProtocols(protocols, HttpProtocols.Http1)
        .WithPlugin<ProbePlugin>()
        .WithGateway(g => g.Services.AddSingleton(new Probe()))
        .WithUpstream(AnswerAsync)
        .WithConfiguration("""
            shutdown: { drainDelay: 0s }
            routes:
              all: { clusterId: up, match: { path: "/{**rest}" } }
              probed: { clusterId: up, match: { path: /probed }, plugins: [ { name: probe } ] }
              dead: { clusterId: dead, match: { path: /dead } }
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
              dead: { destinations: { one: { address: "http://127.0.0.1:1" } } }
            """)).WaitAsync(s_patience);

    private async Task AnswerAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            _arrived.TrySetResult();
            await _answer.Task;
            await http.Response.WriteAsync("late");
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        while (received.MessageType != WebSocketMessageType.Close)
        {
            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, CancellationToken.None);
            received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        }

        await socket.CloseOutputAsync(GoingAway, "", CancellationToken.None);
        _upstreamClosed.TrySetResult(received.CloseStatus);
    }

    private static async Task<ClientWebSocket> ConnectAsync(
        GatewayTestHost gateway, HttpProtocols protocols, HttpMessageInvoker invoker, bool echoes = true)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await socket.ConnectAsync(new Uri(gateway.Address.ToString().Replace("http", "ws", StringComparison.Ordinal)),
            invoker, CancellationToken.None).WaitAsync(s_patience);
        if (!echoes)
            return socket;

        var buffer = new byte[100];
        await socket
            .SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, true, CancellationToken.None)
            .WaitAsync(s_patience);
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(s_patience);
        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, received.Count));
        return socket;
    }
}
