using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.StreamLimits;

/// <summary>A gateway with limits of streams, and an upstream that echoes messages and sends events.</summary>
public abstract class StreamHost : RouteHost
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConditionalWeakTable<ClientWebSocket, string> _ids = [];
    private readonly HttpProtocols _protocols;
    private readonly Upstream _upstream;

    protected StreamHost(HttpProtocols protocols)
        : this(protocols, new Upstream())
    {
    }

    private StreamHost(HttpProtocols protocols, Upstream upstream)
        : base(
            $$"""
            routes:
              size: { {{To("/size")}}, plugins: [ {{Limits("maxMessageSize: 1000, maxUpstreamMessageSize: 2000")}} ] }
              rate: { {{To("/rate")}}, plugins: [ {{Limits("messageLimit: 3, messageWindow: 1h")}} ] }
              idle: { {{To("/idle")}}, plugins: [ {{Limits("idleTimeout: 60s")}} ] }
              duration: { {{To("/duration")}}, plugins: [ {{Limits("maxDuration: 60s, idleTimeout: 50s")}} ] }
              twice: { {{To("/twice")}}, plugins: [ {{Limits("idleTimeout: 60s")}}, {{Limits("maxMessageSize: 1000", "size")}} ] }
              around: { {{To("/around")}}, plugins: [ {{Limits("maxMessageSize: 200000", "size")}}, {{Limits("idleTimeout: 60s")}} ] }
            clusters:
              up: { httpRequest: { activityTimeout: "1.00:00:00" }, destinations: { one: { address: "{upstream}" } } }
            """,
            setup => setup.WithTime(upstream.Time).WithUpstream(upstream.AnswerAsync).WithProtocols(protocols, HttpProtocols.Http1))
        => (_protocols, _upstream) = (protocols, upstream);

    internal FakeTimeProvider Time => _upstream.Time;

    /// <summary>Opens a WebSocket and exchanges a message, so that its tunnel is open.</summary>
    internal async Task<ClientWebSocket> OpenAsync(string path, bool compresses = false)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = _protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (compresses)
            socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        var id = Guid.NewGuid().ToString();
        _ids.Add(socket, id);
        var address = new UriBuilder(new Uri(Host.Address, path)) { Scheme = "ws", Query = id }.Uri;
        await socket.ConnectAsync(address, invoker, CancellationToken.None).WaitAsync(Patience);
        await EchoAsync(socket, 5);
        return socket;
    }

    /// <summary>Sends a message and receives it.</summary>
    internal static async Task EchoAsync(ClientWebSocket socket, int length)
    {
        await SendAsync(socket, new string('a', length));
        Assert.Equal((WebSocketMessageType.Text, length, null), await ReceiveAsync(socket));
    }

    internal static Task SendAsync(ClientWebSocket socket, string text, bool isEnd = true)
        => socket.SendAsync(Encoding.ASCII.GetBytes(text), WebSocketMessageType.Text, isEnd, CancellationToken.None).WaitAsync(Patience);

    /// <summary>Receives a message: its type, its length and the code of a close frame.</summary>
    internal static async Task<(WebSocketMessageType Type, int Length, int? Close)> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[100_000];
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Patience);
            length += received.Count;
            if (received.EndOfMessage)
                return (received.MessageType, length, (int?)received.CloseStatus);
        }
    }

    /// <summary>The code of the close frame that the upstream got; null if its connection was cut off.</summary>
    internal Task<int?> UpstreamEndAsync(ClientWebSocket socket)
        => _ids.TryGetValue(socket, out var id) ? UpstreamEndAsync(id) : throw new ArgumentException("It isn't open.", nameof(socket));

    /// <summary>The end of the request with an id as its query.</summary>
    internal Task<int?> UpstreamEndAsync(string id) => _upstream.EndOf(id).Task.WaitAsync(Patience);

    private static string To(string path) => $"clusterId: up, match: {{ path: {path} }}";

    private static string Limits(string options, string? id = null)
        => $"{{ name: stream-limits, {(id is null ? "" : $"id: {id}, ")}options: {{ {options} }} }}";

    private sealed class Upstream
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<int?>> _ends = new();

        public FakeTimeProvider Time { get; } = new();

        public TaskCompletionSource<int?> EndOf(string id)
            => _ends.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

        public async Task AnswerAsync(HttpContext http)
        {
            int? end = null;
            try
            {
                if (http.WebSockets.IsWebSocketRequest)
                    end = await EchoAsync(http);
                else
                    await SendEventsAsync(http);
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
            {
                // Cut off.
            }
            finally
            {
                EndOf(http.Request.QueryString.Value!.TrimStart('?')).SetResult(end);
            }
        }

        private static async Task<int?> EchoAsync(HttpContext http)
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync(
                new WebSocketAcceptContext { DangerousEnableCompression = true, KeepAliveInterval = Timeout.InfiniteTimeSpan });
            var buffer = new byte[100_000];
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer, http.RequestAborted);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(received.CloseStatus ?? WebSocketCloseStatus.NormalClosure, "", http.RequestAborted);
                    return (int?)received.CloseStatus;
                }

                var text = Encoding.ASCII.GetString(buffer, 0, received.Count);
                var answer = text.StartsWith("send ", StringComparison.Ordinal)
                    ? new byte[int.Parse(text[5..], System.Globalization.CultureInfo.InvariantCulture)]
                    : buffer.AsMemory(0, received.Count);
                await socket.SendAsync(answer, WebSocketMessageType.Text, received.EndOfMessage, http.RequestAborted);
            }
        }

        private static async Task SendEventsAsync(HttpContext http)
        {
            http.Response.ContentType = "text/event-stream; charset=utf-8";
            await http.Response.WriteAsync("data: 1\n\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }
    }
}
